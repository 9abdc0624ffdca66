import type { Format } from './body.ts';
import type { Acknowledge } from './delivery.ts';
import type { Device, Traits } from './response.ts';
import {
  deviceList,
  domain,
  instant,
  lastInstant,
  name,
  patterns,
  present,
  priority,
  share,
  token,
  traits,
} from './rare-values.ts';
import { standardExpiryMs } from './history.ts';
import { oneOf, optional, setting, unlessMoment, type Values } from './settings.ts';
import { count, duration, text } from './values.ts';

/** Settings of the site that only some owners use: their part of the widget is fetched where one of them is. */
export const rareSiteSettings = {
  config: optional<string>(text),
  format: oneOf<Format>('json', 'text', 'form'),
  acknowledge: oneOf<Acknowledge>('status', 'id', 'none'),
  user: optional<string>(name),
  userSince: optional<number>(instant),
  traits: optional<Traits>(traits),
  lastAsked: optional<number>(instant),
  visitor: oneOf('id', 'none'),
  cookieDomain: optional<string>(domain),
  pageUrl: oneOf('path', 'full', 'none'),
  token: optional<string>(token),
  debug: optional<true>(present),
} as const;

/** Settings of one survey, likewise. */
export const rareSurveySettings = {
  triggerExpires: setting(duration, () => standardExpiryMs),
  delay: setting(duration, () => 0),
  pages: optional<readonly string[]>(patterns),
  notPages: optional<readonly string[]>(patterns),
  devices: optional<readonly Device[]>(deviceList),
  audience: oneOf('all', 'new', 'returning'),
  minVisits: setting(count, unlessMoment(1)),
  minUserAge: optional<number>(duration),
  from: optional<number>(instant),
  until: optional<number>(lastInstant),
  sample: setting(share, () => 100),
  samplePeriod: optional<number>(duration),
  sampleBy: oneOf('visitor', 'event'),
  priority: setting(priority, () => 0),
} as const;

export type RareSite = Values<typeof rareSiteSettings>;
export type RareSurvey = Values<typeof rareSurveySettings>;
