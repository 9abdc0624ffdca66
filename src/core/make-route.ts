import type { Contact } from './contact.ts';
import type { Route } from './journey.ts';
import type { Segment } from './kinds.ts';
import type { OwnText } from './own-text.ts';
import { parseOptions } from './parse-options.ts';
import { parseSteps } from './parse-steps.ts';
import type { Warn } from './problem.ts';
import type { PromptFacts } from './response.ts';
import { maxPopUpSteps, type Option } from './steps.ts';

/** A survey's settings for what comes after the score; lists of options and steps as the owner wrote them. */
export type AfterScore = { readonly survey: string; readonly contact?: Contact | undefined } & {
  readonly [K in 'steps' | 'reasons' | `reasons${Capitalize<Segment>}`]?: unknown;
};

/**
 * What a survey asks after the score. What is not allowed is reported and left out; reasons that are not allowed leave
 * those for all segments. In a pop-up more than three steps are reported, and asked.
 */
export function makeRoute(
  settings: AfterScore,
  { kind, max, traits }: Pick<PromptFacts, 'kind' | 'max' | 'traits'>,
  isPopUp: boolean,
  warn: Warn,
): Route {
  const { survey, contact = 'off' } = settings;
  const reasonsOf = (key: Exclude<keyof AfterScore, 'survey' | 'contact' | 'steps'>) => {
    const raw = settings[key];
    if (raw === undefined) return undefined;
    let options: readonly Option<OwnText>[] | undefined;
    try {
      options = parseOptions(raw, '');
    } catch {}
    // A tag holds text; in JSON one writes a list.
    if (!options) warn('value', key, raw, typeof raw == 'string', undefined);
    return options;
  };
  const common = reasonsOf('reasons') ?? [];
  const steps =
    settings.steps === undefined
      ? []
      : parseSteps(settings.steps, (path, raw, rule) => warn('step', survey, path, raw, rule));
  if (isPopUp && steps.length > maxPopUpSteps) warn('manySteps', steps.length);
  return {
    kind,
    max,
    steps,
    contact,
    hasEmail: !!traits?.email,
    reasons: {
      negative: reasonsOf('reasonsNegative') ?? common,
      neutral: reasonsOf('reasonsNeutral') ?? common,
      positive: reasonsOf('reasonsPositive') ?? common,
    },
  };
}
