import type { AfterSurvey } from './after-settings.ts';
import { allTables } from './all-tables.ts';
import { parseConfig, type TagSettings } from './config.ts';
import { standardScale } from './kinds.ts';
import type { LanguageSite } from './language-settings.ts';
import { checkScale, type LooksSite, type LooksSurvey } from './looks-settings.ts';
import { makeRoute } from './make-route.ts';
import { nearest } from './near.ts';
import type { Warn } from './problem.ts';
import { checkKeys } from './rare-config.ts';
import { textNames } from './text-names.ts';
import { parseTraits } from './traits.ts';

/**
 * Reports what is wrong with all settings at once, those included that are put off until a prompt is due. URLs resolve
 * against `base`; `host` is the page's host name with its port.
 */
export function checkSettings(tag: TagSettings, json: unknown, base: string, host: string, warn: Warn): void {
  checkKeys(allTables, tag, json, warn);
  const { site, surveys } = parseConfig(allTables, tag, json, base, host, warn);
  parseTraits(site.traits, () => warn('traits'));
  const { position, strings = {} } = site as unknown as LanguageSite & LooksSite;
  for (const name of Object.keys(strings))
    if (!textNames.includes(name)) warn('unknown', `strings.${name}`, false, nearest(name, textNames));
  for (const survey of surveys) {
    const { kind } = survey;
    const after = survey as unknown as AfterSurvey;
    const { scale } = survey as unknown as LooksSurvey;
    const max = checkScale(kind, scale, warn) ?? standardScale(kind).max;
    makeRoute({ ...after, survey: survey.survey }, { kind, max, traits: site.traits }, position !== 'inline', warn);
  }
}
