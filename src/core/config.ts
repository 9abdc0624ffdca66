import { isNear } from './near.ts';
import type { Warn } from './problem.ts';
import { siteSettings, surveySettings, type Known, type Setting, type Site, type Survey } from './settings.ts';

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
}

type Raw = Readonly<Record<string, unknown>>;
type Table = Readonly<Record<string, Setting<unknown>>>;

const isObject = (value: unknown): value is Raw => typeof value == 'object' && !!value && !Array.isArray(value);

/**
 * Settings from the tag and from JSON or JavaScript. A site-wide setting: tag, then JSON, then default. A survey's:
 * its own object, then the tag, then the default. A bad value is reported and the next source holds.
 */
export function parseConfig({ tag, json = {}, base, ...page }: ConfigSource, warn: Warn): Config {
  const siteKeys = Object.keys(siteSettings);
  const surveyKeys = Object.keys(surveySettings);

  const checkKeys = (raw: Raw, known: readonly string[]): void => {
    for (const key of Object.keys(raw)) {
      if (known.includes(key)) continue;
      const near = known.find((one) => isNear(key, one, 2));
      // Page optimisers add attributes of their own to a tag; in JSON every key is the owner's.
      if (near || raw !== tag) warn('unknown', key, raw === tag, near);
    }
  };
  const read = (table: Table, sources: readonly Raw[]): Raw => {
    const values: Record<string, unknown> = {};
    for (const [key, [parse, fallback]] of Object.entries(table)) {
      const refused = sources.filter((source) => {
        const raw = Object.hasOwn(source, key) ? source[key] : undefined;
        if (raw === undefined || values[key] !== undefined) return false;
        values[key] = parse(raw, base);
        return values[key] === undefined;
      });
      values[key] ??= fallback({ ...page, ...values } as Known);
      for (const source of refused) warn('value', key, source[key], source === tag, values[key]);
    }
    return values;
  };
  const object = (value: unknown, what: 'settings' | 'survey'): Raw => {
    if (isObject(value)) return value;
    warn('notObject', what);
    return {};
  };

  const top = object(json, 'settings');
  checkKeys(tag, [...siteKeys, ...surveyKeys]);
  checkKeys(top, [...siteKeys, ...surveyKeys, 'surveys']);
  const site = read(siteSettings, [tag, top]) as Site;
  const surveys = new Map<string, Survey>();
  const list = top.surveys ?? [{}];
  if (!Array.isArray(list)) warn('notList');
  for (const one of Array.isArray(list) ? list : []) {
    const own = object(one, 'survey');
    checkKeys(own, surveyKeys);
    const survey = read(surveySettings, [own, tag, top]) as Survey;
    if (!survey.survey) warn('noName');
    else if (!survey.kind) warn('noKind', survey.survey);
    else if (surveys.has(survey.survey)) warn('sameName', survey.survey);
    else surveys.set(survey.survey, survey);
  }
  if (!site.endpoint) warn('noEndpoint');
  return { site, surveys: site.endpoint ? [...surveys.values()] : [] };
}
