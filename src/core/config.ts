import { siteSettings, surveySettings, type Known, type Setting, type Site, type Survey } from './settings.ts';
import { showValue } from './values.ts';

/** Where settings come from and what their defaults depend on. */
export interface ConfigSource {
  /** The tag's `data-` attributes, by camelCase key. */
  readonly tag: Readonly<Record<string, string | undefined>>;
  /** What was handed to `start`, if anything. */
  readonly json?: unknown;
  /** The page's address: URLs resolve against it. */
  readonly base: string;
  readonly host: string;
  readonly siteName?: string | undefined;
}

export interface Config {
  readonly site: Site;
  /** The usable surveys, in the owner's order; none when the endpoint is not usable. */
  readonly surveys: readonly Survey[];
  /** One sentence for each thing that the owner should mend. */
  readonly problems: readonly string[];
}

type Raw = Readonly<Record<string, unknown>>;
type Table = Readonly<Record<string, Setting<unknown>>>;

const attribute = (key: string): string => `data-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** True where `a` becomes `b` by at most `edits` insertions, deletions and replacements of a letter. */
function isNear(a: string, b: string, edits: number): boolean {
  if (a === b) return true;
  if (!edits || Math.abs(a.length - b.length) > edits) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [restA, restB] = [a.slice(same), b.slice(same)];
  return (
    isNear(restA.slice(1), restB.slice(1), edits - 1) ||
    isNear(restA.slice(1), restB, edits - 1) ||
    isNear(restA, restB.slice(1), edits - 1)
  );
}

function unknownKeys(raw: Raw, known: readonly string[], name: (key: string) => string): string[] {
  return Object.keys(raw).flatMap((key) => {
    if (known.includes(key)) return [];
    const near = known.find((one) => isNear(key.toLowerCase(), one.toLowerCase(), 2));
    // Page optimisers add attributes of their own to a tag; in JSON every key is the owner's.
    if (!near && name === attribute) return [];
    return `${name(key)} is not a setting and is ignored.${near ? ` Did you mean ${name(near)}?` : ''}`;
  });
}

const asRaw = (value: unknown): Raw | undefined =>
  typeof value == 'object' && value && !Array.isArray(value) ? (value as Raw) : undefined;

/** Reads one table from the first source that has an allowed value for each key. */
function readTable(
  table: Table,
  sources: readonly Raw[],
  { tag, base, ...page }: ConfigSource,
  problems: string[],
): Raw {
  const values: Record<string, unknown> = {};
  for (const key of Object.keys(table)) {
    const { type, fallback } = table[key] as Setting<unknown>;
    const refused: string[] = [];
    let value: unknown;
    for (const source of sources) {
      const raw = Object.hasOwn(source, key) ? source[key] : undefined;
      if (raw === undefined || value !== undefined) continue;
      value = type.parse(raw, base);
      const name = source === tag ? attribute(key) : key;
      if (value === undefined) refused.push(`${name}=${JSON.stringify(raw)} is not allowed: ${type.allowed}.`);
    }
    value ??= fallback({ ...page, ...values } as Known);
    values[key] = value;
    for (const problem of refused)
      problems.push(`${problem} ${value === undefined ? 'It is ignored' : `Using ${showValue(value)}`}.`);
  }
  return values;
}

function readSurveys(
  list: readonly unknown[],
  sources: readonly Raw[],
  source: ConfigSource,
  problems: string[],
): Survey[] {
  const surveys: Survey[] = [];
  for (const one of list) {
    const own = asRaw(one) ?? {};
    if (own !== one) problems.push('A survey must be an object.');
    problems.push(...unknownKeys(own, Object.keys(surveySettings), String));
    const survey = readTable(surveySettings, [own, ...sources], source, problems) as Survey;
    if (!survey.survey) problems.push('A survey needs a name: set data-survey. It is not shown.');
    else if (!survey.kind)
      problems.push(`The survey ${survey.survey} needs data-kind: nps, csat, ces. It is not shown.`);
    else if (surveys.some((other) => other.survey === survey.survey))
      problems.push(`Two surveys are called ${survey.survey}. The first one holds.`);
    else surveys.push(survey);
  }
  return surveys;
}

/**
 * Settings from the tag and from JSON or JavaScript. A site-wide setting: tag, then JSON, then default. A survey's:
 * its own object, then the tag, then the default. A bad value is reported once and the next source holds.
 */
export function parseConfig(source: ConfigSource): Config {
  const { tag, json = {} } = source;
  const problems: string[] = [];
  const rest = asRaw(json) ?? {};
  if (rest !== json) problems.push('The settings must be an object.');
  const keys = [...Object.keys(siteSettings), ...Object.keys(surveySettings)];
  problems.push(...unknownKeys(tag, keys, attribute), ...unknownKeys(rest, [...keys, 'surveys'], String));
  const site = readTable(siteSettings, [tag, rest], source, problems) as Site;
  const list = rest.surveys ?? [{}];
  if (!Array.isArray(list)) problems.push('surveys must be a list.');
  const surveys = readSurveys(Array.isArray(list) ? list : [], [tag, rest], source, problems);
  if (!site.endpoint) problems.push('There is no usable endpoint: set data-endpoint. Nothing is shown.');
  return { site, surveys: site.endpoint ? surveys : [], problems: [...new Set(problems)] };
}
