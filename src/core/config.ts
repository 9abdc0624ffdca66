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
  /** The page's host name, with its port. */
  readonly host: string;
}

export interface Config {
  readonly site: Site;
  /** The usable surveys, in the owner's order; none when the endpoint is not usable. */
  readonly surveys: readonly Survey[];
}

type Raw = Readonly<Record<string, unknown>>;
type Table = Readonly<Record<string, Setting<unknown>>>;

/**
 * Settings from the tag and from JSON or JavaScript. A site-wide setting: tag, then JSON, then default. A survey's:
 * its own object, then the tag, then the default. A bad value is reported and the next source holds.
 */
export function parseConfig({ tag, json, base, host }: ConfigSource, warn: Warn): Config {
  const siteKeys = Object.keys(siteSettings);
  const surveyKeys = Object.keys(surveySettings);

  /** A copy without a prototype that a page may have put settings on; every key that is not `known` is reported. */
  const take = (raw: unknown, known: readonly string[], isTag = false): Raw => {
    if (typeof raw != 'object') warn('notObject', typeof raw);
    for (const key of Object.keys(raw ?? {})) {
      const near = known.find((one) => isNear(key, one, 2));
      // Page optimisers add attributes of their own to a tag; in JSON every key is the owner's.
      if (near !== key && (near || !isTag)) warn('unknown', key, isTag, near);
    }
    return Object.assign(Object.create(null), raw) as Raw;
  };
  const attributes = take(tag, [...siteKeys, ...surveyKeys], true);
  const top = take(json ?? {}, [...siteKeys, ...surveyKeys, 'surveys']);

  const read = (table: Table, sources: readonly Raw[]): Raw => {
    const values: Record<string, unknown> = { host };
    for (const [key, [parse, fallback]] of Object.entries(table)) {
      const refused = sources.filter((source) => {
        if (source[key] === undefined || values[key] !== undefined) return false;
        values[key] = parse(source[key], base);
        return values[key] === undefined;
      });
      values[key] ??= fallback(values as unknown as Known);
      for (const source of refused) warn('value', key, source[key], source === attributes, values[key]);
    }
    return values;
  };

  const site = read(siteSettings, [attributes, top]) as Site;
  const surveys = new Map<string, Survey>();
  const list = top.surveys ?? [{}];
  if (!Array.isArray(list)) warn('notList');
  for (const one of Array.isArray(list) ? list : []) {
    const survey = read(surveySettings, [take(one, surveyKeys), attributes, top]) as Survey;
    const { survey: name, kind } = survey;
    if (!name) warn('noName');
    else if (!kind) warn('noKind', name);
    else if (surveys.has(name)) warn('sameName', name);
    else surveys.set(name, survey);
  }
  if (!site.endpoint) warn('noEndpoint');
  return { site, surveys: site.endpoint ? [...surveys.values()] : [] };
}
