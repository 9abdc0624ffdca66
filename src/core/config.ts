import type { Warn } from './problem.ts';
import {
  siteSettings,
  surveySettings,
  type Known,
  type Site,
  type Survey,
  type Table,
  type Tables,
} from './settings.ts';

/** A script tag's `data-` attributes, by camelCase key. */
export type TagSettings = Readonly<Record<string, unknown>>;

export interface Config {
  readonly site: Site;
  /** The surveys that have a name and a kind, in the owner's order. */
  readonly surveys: readonly Survey[];
}

type Raw = Readonly<Record<string, unknown>>;
/** The settings that need no other part of the widget before a prompt is due. */
export const commonTables: Tables = { site: siteSettings, survey: surveySettings };

/** A copy without a prototype, which a page may have put settings on. */
const bare = (raw: unknown): Raw => ({ __proto__: null, ...(raw as Raw) });

/**
 * Whether everything that is set is in the common tables, or looks like a setting that nobody needs before a prompt is due:
 * what only begins like one, or is a name that every object has, is found then.
 */
export const isCommon = (tag: TagSettings, json: unknown): boolean =>
  Object.keys({ ...tag, ...(json as Raw) }).every(
    (key) =>
      key in siteSettings ||
      key in surveySettings ||
      /^([hioqr]|acc|cont|fol|li|lo|po|priv|s[^au]|sub|ta|th)/.test(key),
  );

/**
 * Settings from the tag and from JSON or JavaScript. A site-wide setting: tag, then JSON, then default. A survey's:
 * its own object, then the tag, then the default. A bad value is reported and the next source holds. URLs resolve
 * against `base`; `host` is the page's host name with its port.
 */
export function parseConfig(
  tables: Tables,
  tag: TagSettings,
  json: unknown,
  base: string,
  host: string,
  warn: Warn,
): Config {
  const attributes = bare(tag);
  const top = bare(json);
  const read = (table: Table, sources: readonly Raw[]): Raw => {
    const values: Record<string, unknown> = { __proto__: null, host };
    for (const [key, [parse, fallback]] of Object.entries(table)) {
      const refused = sources.filter((source) => {
        try {
          return source[key] !== undefined && (values[key] ??= parse(source[key], base)) === undefined;
        } catch {
          return true;
        }
      });
      values[key] ??= fallback(values as unknown as Known);
      for (const source of refused) warn('value', key, source[key], source === attributes, values[key]);
    }
    return values;
  };

  const site = read(tables.site, [attributes, top]) as Site;
  const surveys: Survey[] = [];
  // Without a list, the tag (or the settings themselves) is the one survey.
  for (const one of [top.surveys ?? top].flat()) {
    const own = bare(one);
    const survey = {
      ...read(tables.survey, [own, attributes]),
      parseMore: read,
      given: [own, attributes, top],
    } as unknown as Survey;
    const { survey: name, kind } = survey;
    if (name && kind && !surveys.some((other) => other.survey === name)) surveys.push(survey);
    else warn('survey', name, kind);
  }
  if (!site.endpoint) warn('noEndpoint');
  return { site, surveys };
}
