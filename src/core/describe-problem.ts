import { allowedInSteps } from './allowed-in-steps.ts';
import { formatDuration } from './duration.ts';
import { kinds } from './kinds.ts';
import type { Problem } from './problem.ts';
import { devices, maxTraits } from './response.ts';
import type { SettingKey } from './settings.ts';
import { maxPopUpSteps } from './steps.ts';

const duration = 'a duration such as 30s, 10m, 12h or 45d';
const slug = 'up to 100 letters, digits and _ . : -';
const list = (values: readonly string[]): string => values.join(', ');

const orNever = 'a duration such as 45d, or never';
const instant =
  'an instant such as 2026-03-01T09:00:00Z or 2026-03-01T09:00:00+02:00, or a date such as 2026-03-01 (UTC)';
const patterns = 'patterns of paths such as /docs/**, or of fragments such as #/cart, separated by commas';
const count = 'a whole number from 0 to 999';
const ownText = 'text, or in JSON an object of texts by language';
const ownOrOff = `${ownText}, or off`;
const options = 'names separated by |, each as Label or id=Label, or in JSON a list of { id, label }';
const link = 'an http, https or mailto URL';

/** Which values each setting takes, in words: part of every warning and of the reference. */
export const allowed: Readonly<Record<SettingKey, string>> = {
  endpoint: 'an http or https URL',
  site: slug,
  config: 'a URL, or # and the id of an element',
  format: 'json, text, form',
  acknowledge: 'status, id, none',
  report: 'responses, outcomes',
  gap: duration,
  user: 'text of at most 200 characters',
  userSince: instant,
  traits: 'an object of texts, numbers, true or false',
  lastAsked: instant,
  visitor: 'id, none',
  consent: 'given, required',
  cookieDomain: 'a domain that the page’s host belongs to',
  pageUrl: 'path, full, none',
  token: 'text of at most 2000 characters',
  mode: 'live, test, off',
  debug: 'nothing, or true',
  survey: slug,
  kind: list(kinds),
  locale: 'auto, or a language tag such as de or pt-BR',
  theme: 'auto, light, dark',
  strings: 'an object of texts by name',
  accent: 'a colour as CSS writes it',
  position: 'bottom-right, bottom-left, top-right, top-left, center, bottom-bar, top-bar, inline',
  offset: 'two CSS lengths such as 16px 80px',
  target: 'a CSS selector',
  subject: ownText,
  intro: ownText,
  question: ownText,
  lowLabel: ownText,
  highLabel: ownText,
  scale: '3, 5, 7 for csat; 5, 7 for ces',
  shape: 'numbers, stars, smileys',
  followUp: ownOrOff,
  followUpPositive: ownOrOff,
  followUpNeutral: ownOrOff,
  followUpNegative: ownOrOff,
  reasons: options,
  reasonsPositive: options,
  reasonsNeutral: options,
  reasonsNegative: options,
  contact: 'off, negative, always',
  thanks: ownText,
  thanksPositive: ownText,
  thanksNeutral: ownText,
  thanksNegative: ownText,
  link,
  linkPositive: link,
  linkNeutral: link,
  linkNegative: link,
  linkLabel: ownText,
  linkLabelPositive: ownText,
  linkLabelNeutral: ownText,
  linkLabelNegative: ownText,
  privacyLink: link,
  steps: 'a list of at most 15 steps',
  trigger:
    'load, exit, manual, event:NAME, click:SELECTOR, visible:SELECTOR, scroll:50% or time:30s, several separated by ;',
  triggerExpires: duration,
  delay: duration,
  pages: patterns,
  notPages: patterns,
  devices: list(devices),
  audience: 'all, new, returning',
  minVisits: count,
  minPages: count,
  minTime: duration,
  minUserAge: duration,
  from: instant,
  until: instant,
  sample: 'a percentage such as 10%',
  samplePeriod: duration,
  sampleBy: 'visitor, event',
  afterAnswer: orNever,
  afterDismiss: orNever,
  afterLater: duration,
  afterIgnore: duration,
  priority: 'a whole number from -999 to 999',
};

const durations: readonly string[] = [
  'gap',
  'triggerExpires',
  'delay',
  'minTime',
  'minUserAge',
  'samplePeriod',
  'afterAnswer',
  'afterDismiss',
  'afterLater',
  'afterIgnore',
] satisfies SettingKey[];

/** The attribute of a setting: `afterAnswer` is `data-after-answer`. */
export const attributeOf = (key: string): string =>
  `data-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const instants: readonly string[] = ['userSince', 'lastAsked', 'from', 'until'] satisfies SettingKey[];

// Enough to find a value again; a console is no place for a megabyte.
const mostQuoted = 200;

const brief = (text: string): string => (text.length > mostQuoted ? `${text.slice(0, mostQuoted)}…` : text);

/** A bad value as an owner knows it; what a page hands over in JavaScript may be more than JSON can write. */
function quote(raw: unknown): string {
  try {
    return brief(JSON.stringify(raw) ?? typeof raw);
  } catch {
    return typeof raw;
  }
}

/** A setting's parsed value as an owner would write it. */
export function formatValue(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.join(key === 'trigger' ? ';' : ',');
  if (key === 'sample') return `${String(value)}%`;
  if (durations.includes(key)) return formatDuration(value as number);
  if (instants.includes(key)) return new Date(value as number).toISOString();
  return typeof value == 'object' ? quote(value) : String(value);
}

const calls = ['start', 'track', 'show', 'identify', 'consent', 'forget', 'explain', 'flush', 'stop'];

/** An error in words; a page may throw anything. */
function reasonOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'an unknown error';
  }
}

/** A problem as one sentence or two: what is wrong, what is allowed, and what is used instead. */
export function describeProblem([code, ...rest]: Problem): string {
  const problem = [code, ...rest] as Problem;
  switch (problem[0]) {
    case 'value': {
      const [, key, raw, isAttribute, used] = problem;
      const name = isAttribute ? attributeOf(key) : key;
      const instead = used === undefined ? 'It is ignored' : `Using ${formatValue(key, used)}`;
      return `${name}=${quote(raw)} is not allowed: ${allowed[key as SettingKey]}. ${instead}.`;
    }
    case 'unknown': {
      const [, key, isAttribute, near] = problem;
      const name = isAttribute ? attributeOf : String;
      return `${name(brief(key))} is not a setting and is ignored.${near ? ` Did you mean ${name(near)}?` : ''}`;
    }
    case 'noObject':
      return `Settings and surveys must be objects; this one is of type ${problem[1]} and is ignored.`;
    case 'noEndpoint':
      return `There is no usable endpoint: set data-endpoint to ${allowed.endpoint}. Nothing is shown.`;
    case 'survey': {
      const [, name, kind] = problem;
      if (!name) return `A survey has no name: set data-survey to ${allowed.survey}. It is not shown.`;
      return kind
        ? `Two surveys are called ${name}. The first one holds.`
        : `The survey ${name} has no kind: set data-kind to one of ${allowed.kind}. It is not shown.`;
    }
    case 'traits':
      return `Traits must be an object of at most ${maxTraits} texts, numbers, true or false. The others are not sent.`;
    case 'scale':
      return `A ${problem[1]} survey has no scale of ${problem[2]} points: ${allowed.scale}. The usual one is used.`;
    case 'shape':
      return `data-shape="${problem[2]}" is for csat surveys: a ${problem[1]} survey has numbers.`;
    case 'reserve':
      return `An inline prompt would move the page below ${quote(problem[1])} (data-target), so it waits until that is below the window. Give the element the height of the prompt, such as min-height: 240px.`;
    case 'target':
      return problem[1] === undefined
        ? 'An inline prompt needs data-target: a CSS selector of the element to put it into. Nothing is shown.'
        : `The page has no element ${quote(problem[1])} to put the prompt into (data-target). Nothing is shown.`;
    case 'accent':
      return `data-accent=${quote(problem[1])} is no colour that this browser knows. It is ignored.`;
    case 'step': {
      const [, name, path, raw, rule] = problem;
      const instead = rule === 'key' ? 'It is ignored' : 'That step is left out';
      return `${brief(path)}=${quote(raw)} in the survey ${name} is not allowed: ${allowedInSteps[rule]}. ${instead}.`;
    }
    case 'manySteps':
      return `A pop-up with ${problem[1]} steps asks for much: most visitors leave after ${maxPopUpSteps}. Ask fewer, or put the prompt into the page with data-position="inline".`;
    case 'noCall':
      return `earshot('${brief(problem[1])}') is not a call: ${calls.join(', ')}. It is ignored.`;
    case 'noStart':
      return 'Earshot was started a second time with other settings. The first start holds.';
    case 'noSurvey':
      return `There is no survey ${brief(problem[1])} to open. Nothing is shown.`;
    case 'config':
      return `The settings in ${brief(problem[1])} could not be read: ${reasonOf(problem[2])}. Nothing is shown.`;
    case 'selector':
      return `The trigger ${problem[1]} holds no usable CSS selector and never fires.`;
    case 'noBoolean':
      return `earshot('consent', …) takes true or false, not something of type ${problem[1]}. It is ignored.`;
    case 'early':
      return "earshot('consent', …) was called where Earshot has not started: it is ignored. Call it after start.";
    case 'test':
      return 'Test mode is on, outside of localhost: every visitor is asked on every page, and answers are marked as tests.';
    case 'failed':
      return `${problem[2] ? `The survey ${problem[2]} could not be shown` : 'Something failed'}: ${reasonOf(problem[1])}`;
    case 'paused':
      return `${problem[1]} answered ${problem[2]}, so responses are kept and tried again in an hour.`;
    case 'refusing':
      return `${problem[1]} refused five responses in a row, the last with ${problem[2]}. They are kept and tried again in an hour.`;
    case 'unreadable':
      return `${problem[1]} is there, but gives no answer that this page may read, so responses are kept and tried again. ${
        problem[2]
          ? 'It allows no preflight request (OPTIONS): set data-format="text", which needs none.'
          : 'It redirects or sends no CORS headers: let it allow this page’s origin; if it cannot, set data-acknowledge="none".'
      }`;
    case 'policy':
      return `The content security policy of this page keeps responses from ${problem[1]}: add it to connect-src. They are kept and tried again.`;
    case 'unacknowledged':
      return `${problem[1]} answered ${problem[2]} with a page, or without the id that data-acknowledge="id" asks for, so responses are kept and tried again. If it has no better answer, set data-acknowledge="none".`;
  }
}
