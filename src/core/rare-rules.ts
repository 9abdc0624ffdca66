import { percentOf } from './hash.ts';
import { matchesPage } from './page-pattern.ts';
import type { RareSite, RareSurvey } from './rare-settings.ts';
import { find, wait, type Finding, type Known, type Rules, type Surroundings } from './rules.ts';

type RareRule = (known: Known & Omit<RareSite, 'visitor'> & RareSurvey & Surroundings) => Finding;

const list = (values: readonly string[] | undefined): string => `${values ?? ''}`;

const table: Readonly<Record<string, RareRule>> = {
  from: ({ now, from = -Infinity }) => ({ ...find(now >= from, now, from), passesAt: from, unit: 'at' }),
  until: ({ now, until = Infinity }) => ({ ...find(now <= until, now, until), unit: 'at' }),
  pages: ({ pages, path, fragment }) =>
    find(!pages || matchesPage(pages, { path, fragment }), path + fragment, list(pages)),
  notPages: ({ notPages, path, fragment }) =>
    find(!notPages || !matchesPage(notPages, { path, fragment }), path + fragment, list(notPages)),
  devices: ({ devices, device }) => find(!devices || devices.includes(device), device, list(devices)),
  audience: ({ audience, visits }) =>
    find(audience === 'all' || audience === (visits > 1 ? 'returning' : 'new'), visits, audience),
  sample({ now, sample, samplePeriod, sampleBy, survey, user, visitorId, sinceAt, draw = 0 }) {
    const period = samplePeriod ? Math.floor(now / samplePeriod) : 0;
    const place = sampleBy === 'event' ? draw : percentOf([period, survey, user ?? visitorId ?? sinceAt].join());
    return find(place < sample, place, sample);
  },
  minVisits: ({ visits, minVisits }) => find(visits >= minVisits, visits, minVisits),
  delay: ({ now, delay, firedAt = -Infinity }) => wait(now, firedAt, delay),
  // Where no age is asked for, a clock that is behind that of the site must not hold anything back.
  minUserAge: ({ now, minUserAge = 0, userSince = Infinity }) => ({
    ...wait(now, minUserAge ? userSince : -Infinity, minUserAge),
    unit: 'ms',
  }),
  lastAsked: ({ now, lastAsked = -Infinity, gap }) => wait(now, lastAsked, gap),
};

/** The rules of the rare settings, like those in `rules.ts`. A new rule on such a setting is one more entry here. */
export const rareRules = table as Rules;
