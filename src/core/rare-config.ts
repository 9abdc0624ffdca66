import { afterSurveySettings } from './after-settings.ts';
import type { TagSettings } from './config.ts';
import { languageSiteSettings } from './language-settings.ts';
import { looksSiteSettings, looksSurveySettings } from './looks-settings.ts';
import { nearest } from './near.ts';
import type { Warn } from './problem.ts';
import { promptSurveySettings } from './prompt-settings.ts';
import { rareSiteSettings, rareSurveySettings } from './rare-settings.ts';
import type { Survey, Tables } from './settings.ts';

/** The settings that are parsed when a prompt is due. */
export const putOffTables = {
  site: { ...languageSiteSettings, ...looksSiteSettings },
  survey: { ...promptSurveySettings, ...looksSurveySettings, ...afterSurveySettings },
} as const;

/** The common settings, and those that only some owners use. */
export const withRare = ({ site, survey }: Tables): Tables => ({
  site: { ...site, ...rareSiteSettings },
  survey: { ...survey, ...rareSurveySettings },
});

/** The attributes `data-trait-…` as one setting: `data-trait-plan-type` is the trait `plan_type`. */
export function gatherTraits(tag: TagSettings): TagSettings {
  const rest: Record<string, unknown> = {};
  const traits: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(tag))
    // Before anything but a letter the hyphen stays: `data-trait-2nd` is `trait-2nd`.
    if (/^trait[A-Z-]/.test(key))
      traits[
        key
          .slice(5)
          .replace(/-?([A-Z])|-/g, (_, letter: string = '') => `_${letter.toLowerCase()}`)
          .slice(1)
      ] = value;
    else rest[key] = value;
  return Object.keys(traits).length ? { ...rest, traits } : rest;
}

/** Reports every key that is no setting; on a tag only one that looks like a slip, for page optimisers add their own. */
export function checkKeys({ site, survey }: Tables, tag: TagSettings, json: unknown, warn: Warn): void {
  const surveyKeys = Object.keys({ ...survey, ...putOffTables.survey });
  const siteKeys = Object.keys({ ...site, ...putOffTables.site });
  const check = (raw: unknown, known: readonly string[], isTag = false): void => {
    if (typeof raw != 'object') return warn('noObject', typeof raw);
    for (const key of Object.keys(raw ?? {})) {
      const near = nearest(key, known);
      if (!known.includes(key) && (near || !isTag)) warn('unknown', key, isTag, near);
    }
  };
  const { surveys } = Object(json) as { readonly surveys?: unknown };
  check(tag, [...siteKeys, ...surveyKeys], true);
  // A file that names a further file would be read by nobody.
  const inJson = siteKeys.filter((key) => key !== 'config');
  check(json, [...inJson, ...(surveys ? ['surveys'] : [...surveyKeys, 'surveys'])]);
  for (const one of [surveys ?? {}].flat()) check(one, surveyKeys);
}

/** Of several due surveys those win that come first: by priority, then NPS (relationship), then the owner's order. */
export function inRank(surveys: readonly Survey[]): readonly Survey[] {
  const rank = ({ priority = 0, kind }: Survey): number => priority * 2 + +(kind === 'nps');
  return [...surveys].sort((a, b) => rank(b) - rank(a));
}
