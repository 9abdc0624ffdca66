import { formatDuration } from './duration.ts';
import { kinds } from './kinds.ts';
import type { Problem } from './problem.ts';
import { maxTraits } from './response.ts';
import { modes, type SettingKey } from './settings.ts';

const duration = 'a duration such as 30s, 10m, 12h or 45d';
const slug = 'up to 100 letters, digits and _ . : -';
const list = (values: readonly string[]): string => values.join(', ');

/** Which values each setting takes, in words: part of every warning and of the reference. */
export const allowed: Readonly<Record<SettingKey, string>> = {
  endpoint: 'an http or https URL',
  site: slug,
  gap: duration,
  mode: list(modes),
  survey: slug,
  kind: list(kinds),
  subject: 'text',
  question: 'text',
  lowLabel: 'text',
  highLabel: 'text',
  followUp: 'text or off',
  followUpPositive: 'text or off',
  followUpNeutral: 'text or off',
  followUpNegative: 'text or off',
  thanks: 'text',
  trigger: 'load or event:NAME, several separated by ;',
  minPages: 'a whole number from 0 to 999',
  minTime: duration,
  afterAnswer: 'a duration such as 45d, or never',
  afterDismiss: 'a duration such as 45d, or never',
  afterIgnore: duration,
};

/** The attribute of a setting: `afterAnswer` is `data-after-answer`. */
export const attributeOf = (key: string): string =>
  `data-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A setting's parsed value as an owner would write it. */
export function formatValue(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.join(';');
  return typeof value == 'number' && key !== 'minPages' ? formatDuration(value) : String(value);
}

/** A bad value as an owner knows it; what a page hands over in JavaScript may be more than JSON can write. */
function quote(raw: unknown): string {
  try {
    return JSON.stringify(raw);
  } catch {
    return String(raw);
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
      return `${name(key)} is not a setting and is ignored.${near ? ` Did you mean ${name(near)}?` : ''}`;
    }
    case 'noObject':
      return `Settings and surveys must be objects; this one is of type ${problem[1]} and is ignored.`;
    case 'noEndpoint':
      return `There is no usable endpoint: set data-endpoint to ${allowed.endpoint}. Nothing is shown.`;
    case 'noName':
      return `A survey has no name: set data-survey to ${allowed.survey}. It is not shown.`;
    case 'noKind':
      return `The survey ${problem[1]} has no kind: set data-kind to one of ${allowed.kind}. It is not shown.`;
    case 'sameName':
      return `Two surveys are called ${problem[1]}. The first one holds.`;
    case 'traits':
      return `Traits must be an object of at most ${maxTraits} texts, numbers, true or false. The others are not sent.`;
    case 'noCall':
      return `earshot('${problem[1]}') is not a call: start, track, explain, flush, stop. It is ignored.`;
    case 'noStart':
      return 'Earshot was started a second time with other settings. The first start holds.';
    case 'failed':
      return `${problem[2] ? `The survey ${problem[2]} could not be shown` : 'Something failed'}: ${String(problem[1])}`;
    case 'paused':
      return `${problem[1]} answered ${problem[2]}, so responses are kept and tried again in an hour.`;
    case 'refusing':
      return `${problem[1]} refused five responses in a row, the last with ${problem[2]}. They are kept and tried again in an hour.`;
  }
}
