// The JSON Schema of the settings, made from the one table. No file of the widget imports it, so no visitor pays for it.
import { kinds } from '../src/core/kinds.ts';
import { devices, maxTraitLength, maxTraits } from '../src/core/response.ts';
import type { SettingKey } from '../src/core/settings.ts';
import { listSettings, type DescribedSetting } from './settings-reference.ts';
import { optionsOf, ownText, steps, text, type Fragment } from './steps-schema.ts';

const oneOf = (...values: readonly string[]): Fragment => ({ enum: values });
const matching = (pattern: string): Fragment => ({ type: 'string', pattern: `^${pattern}$` });

/** A list, or one text with a separator between the items; white space around an item does not matter. */
const listOf = (item: (isInText: boolean) => string, separator: string): Fragment => {
  const [alone, inText] = [false, true].map((isInText) => `\\s*${item(isInText)}\\s*`);
  return {
    anyOf: [
      { type: 'array', minItems: 1, items: matching(alone ?? '') },
      matching(`${inText}(${separator}${inText})*`),
    ],
  };
};

const slug = matching('[\\w.:-]{1,100}');
const opaque = (length: number): Fragment => matching(`\\S.{0,${length - 1}}`);
const wholeNumber = (least: number, most: number, pattern: string): Fragment => ({
  type: ['integer', 'string'],
  minimum: least,
  maximum: most,
  pattern: `^${pattern}$`,
});
const count = wholeNumber(0, 999, '\\d{1,3}');
const duration = matching('\\d{1,5}[smhd]');
const durationOrNever = matching('(never|\\d{1,5}[smhd])');

const year = '\\d{4}';
const leapYear = '(\\d\\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)';
const date =
  `(${year}-(0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|${year}-(0[469]|11)-(0[1-9]|[12]\\d|30)` +
  `|${year}-02-(0[1-9]|1\\d|2[0-8])|${leapYear}-02-29)`;
const hour = '([01]\\d|2[0-3])';
const time = `(${hour}:[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?|24:00(:00(\\.0{1,9})?)?)`;
const instant = matching(`${date}(T${time}(Z|[+-]${hour}:[0-5]\\d))?`);

/** Relative, or http, or https: whatever looks like another scheme is refused. */
const httpUrl: Fragment = {
  type: 'string',
  pattern: '^\\s*(?![hH][tT][tT][pP][sS]?:)(?![a-zA-Z][a-zA-Z\\d+.-]*:)\\S|^\\s*[hH][tT][tT][pP][sS]?:',
};

const link: Fragment = { anyOf: [httpUrl, { type: 'string', pattern: '^\\s*[mM][aA][iI][lL][tT][oO]:\\S' }] };
const options = optionsOf(1);
const cssLength = '-?(\\d+|\\d*\\.\\d+)(px|r?em|v[wh]|%)|0';

// Line ends never belong to a selector or a pattern.
const inLine = (length: number, separator: string): string => `[^\\n\\r\\u2028\\u2029${separator}]{0,${length - 1}}`;
const trigger = (isInText: boolean): string => {
  const separator = isInText ? ';' : '';
  const selector = `${inLine(190, separator)}[^\\s${separator}]`;
  return `(load|exit|manual|event:[\\w.:-]{1,100}|(click|visible):${selector}|scroll:(100|\\d\\d?)%|time:\\d{1,5}[smhd])`;
};
const pagePattern = (isInText: boolean): string => {
  const separator = isInText ? ',' : '';
  return `[/#*](${inLine(199, separator)}[^\\s${separator}])?`;
};

const triggers = listOf(trigger, ';');
const patterns = listOf(pagePattern, ',');

/** What may be written for each setting in JSON or JavaScript; `config` names a file and cannot stand in one. */
export const fragments: Readonly<Record<Exclude<SettingKey, 'config'>, Fragment>> = {
  endpoint: httpUrl,
  site: slug,
  format: oneOf('json', 'text', 'form'),
  acknowledge: oneOf('status', 'id', 'none'),
  report: oneOf('responses', 'outcomes'),
  gap: duration,
  user: opaque(200),
  userSince: instant,
  traits: {
    type: 'object',
    maxProperties: maxTraits,
    additionalProperties: {
      type: ['string', 'number', 'boolean'],
      minLength: 1,
      maxLength: maxTraitLength,
    },
  },
  lastAsked: instant,
  visitor: oneOf('id', 'none'),
  consent: oneOf('given', 'required'),
  cookieDomain: matching('[\\w-]+(\\.[\\w-]+)+'),
  pageUrl: oneOf('path', 'full', 'none'),
  token: opaque(2000),
  mode: oneOf('live', 'test', 'off'),
  debug: { const: true },
  survey: slug,
  kind: oneOf(...kinds),
  locale: matching('([aA][uU][tT][oO]|[a-zA-Z]{2,3}(-[\\da-zA-Z]{2,8})*)'),
  theme: oneOf('auto', 'light', 'dark'),
  strings: { type: 'object', additionalProperties: ownText },
  accent: text,
  position: oneOf('bottom-right', 'bottom-left', 'top-right', 'top-left', 'center', 'bottom-bar', 'top-bar', 'inline'),
  offset: matching(`(${cssLength}) (${cssLength})`),
  target: text,
  subject: ownText,
  intro: ownText,
  question: ownText,
  lowLabel: ownText,
  highLabel: ownText,
  scale: { type: ['integer', 'string'], enum: [3, 5, 7, '3', '5', '7'] },
  shape: oneOf('numbers', 'stars', 'smileys'),
  followUp: ownText,
  followUpPositive: ownText,
  followUpNeutral: ownText,
  followUpNegative: ownText,
  reasons: options,
  reasonsPositive: options,
  reasonsNeutral: options,
  reasonsNegative: options,
  contact: oneOf('off', 'negative', 'always'),
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
  steps,
  trigger: triggers,
  triggerExpires: duration,
  delay: duration,
  pages: patterns,
  notPages: patterns,
  devices: listOf(() => `(${devices.join('|')})`, ','),
  audience: oneOf('all', 'new', 'returning'),
  minVisits: count,
  minPages: count,
  minTime: duration,
  minUserAge: duration,
  from: instant,
  until: instant,
  sample: matching('(100|\\d\\d?(\\.\\d+)?)%'),
  samplePeriod: duration,
  sampleBy: oneOf('visitor', 'event'),
  afterAnswer: durationOrNever,
  afterDismiss: durationOrNever,
  afterLater: duration,
  afterIgnore: duration,
  priority: wholeNumber(-999, 999, '-?\\d{1,3}'),
};

function describe({ key, allowed, standard, fixed, meaning }: DescribedSetting): Fragment {
  const fragment = fragments[key as keyof typeof fragments] as Fragment | undefined;
  if (!fragment) throw new Error(`scripts/settings-schema.ts says nothing about ${key}.`);
  const isRequired = standard === 'required';
  const without =
    fixed !== undefined || standard === 'none' ? '' : isRequired ? ' Required.' : ` Default: ${standard}.`;
  const words = `${meaning} Values: ${allowed}.${without}`;
  const isNumber = Array.isArray(fragment.type) && fragment.type[0] === 'integer';
  return {
    // A link of the reference leads nowhere here.
    description: words.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1'),
    ...(fixed !== undefined && { default: isNumber ? Number(fixed) : fixed }),
    ...fragment,
  };
}

/** The schema of what may stand in the file of `data-config`, and of what `earshot('start', …)` takes. */
export function makeSettingsSchema(): Fragment {
  const described = listSettings().filter(({ key }) => key !== 'config');
  const each = (scope: DescribedSetting['scope'], make: (one: DescribedSetting) => unknown): Fragment =>
    Object.fromEntries(described.filter((one) => one.scope === scope).map((one) => [one.key, make(one)]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Earshot settings',
    description:
      'What may stand in the file of data-config, and what earshot("start", …) takes. The settings of a survey stand in the list of surveys or, where there is no list, beside those of the site.',
    type: 'object',
    properties: {
      ...each('site', describe),
      surveys: {
        description: 'The surveys of the site; of two with one name the first holds.',
        type: 'array',
        items: { $ref: '#/$defs/survey' },
      },
      ...each('survey', ({ key }) => ({ $ref: `#/$defs/survey/properties/${key}` })),
    },
    additionalProperties: false,
    dependentSchemas: { surveys: { properties: each('survey', () => false) } },
    $defs: {
      survey: {
        type: 'object',
        properties: each('survey', describe),
        required: ['survey'],
        additionalProperties: false,
      },
    },
  };
}
