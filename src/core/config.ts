import { isNear } from './near.ts';
import type { Warn } from './problem.ts';
import { siteSettings, surveySettings, type Known, type Setting, type Site, type Survey } from './settings.ts';

/** A script tag's `data-` attributes, by camelCase key. */
export type TagSettings = Readonly<Record<string, string | undefined>>;

export interface Config {
  readonly site: Site;
  /** The surveys that have a name and a kind, in the owner's order. */
  readonly surveys: readonly Survey[];
}

type Raw = Readonly<Record<string, unknown>>;
type Table = Readonly<Record<string, Setting<unknown>>>;

/**
 * Settings from the tag and from JSON or JavaScript. A site-wide setting: tag, then JSON, then default. A survey's:
 * its own object, then the tag, then the default. A bad value is reported and the next source holds. URLs resolve
 * against `base`; `host` is the page's host name with its port.
 */
export function parseConfig(tag: TagSettings, json: unknown, base: string, host: string, warn: Warn): Config {
  const keys = Object.keys({ ...siteSettings, ...surveySettings });

  /** A copy without a prototype that a page may have put settings on; every key that is not `known` is reported. */
  const take = (raw: unknown, known: readonly string[], isTag = false): Raw => {
    if (typeof raw != 'object') warn('noObject', typeof raw);
    for (const key of Object.keys(raw ?? {})) {
      const near = known.find((one) => isNear(key, one, one.length > 4 ? 2 : 1));
      // Page optimisers add attributes of their own to a tag; in JSON every key is the owner's.
      if (!known.includes(key) && (near || !isTag)) warn('unknown', key, isTag, near);
    }
    return { __proto__: null, ...(raw as Raw) };
  };
  const attributes = take(tag, keys, true);
  const top = take(json, [...keys, 'surveys']);

  const read = (table: Table, sources: readonly Raw[]): Raw => {
    const values: Record<string, unknown> = { __proto__: null, host };
    for (const [key, [parse, fallback]] of Object.entries(table)) {
      const refused = sources.filter(
        (source) => source[key] !== undefined && (values[key] ??= parse(source[key], base)) === undefined,
      );
      values[key] ??= fallback(values as unknown as Known);
      for (const source of refused) warn('value', key, source[key], source === attributes, values[key]);
    }
    return values;
  };

  const site = read(siteSettings, [attributes, top]) as Site;
  const surveys = new Map<string, Survey>();
  // Without a list, the tag (or the settings themselves) is the one survey.
  for (const one of [top.surveys ?? {}].flat()) {
    const survey = read(surveySettings, [take(one, Object.keys(surveySettings)), attributes, top]) as Survey;
    const { survey: name, kind } = survey;
    const problem = name ? (kind ? surveys.has(name) && 'sameName' : 'noKind') : 'noName';
    if (problem) warn(problem, name);
    else surveys.set(name, survey);
  }
  if (!site.endpoint) warn('noEndpoint');
  return { site, surveys: [...surveys.values()] };
}
