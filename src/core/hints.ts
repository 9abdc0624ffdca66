import { dayMs, formatDuration } from './duration.ts';
import type { Survey } from './settings.ts';

/** A hint, if it is one: what the survey does, and what would serve its owner better. */
type Hint = (survey: Survey) => string | false;

// What is in neither, such as `manual`, may be a moment or not.
const isMoment = (trigger: string): boolean => /^(event|click):/.test(trigger);
const isAnytime = (trigger: string): boolean => /^(load$|time:|scroll:)/.test(trigger);

const leastDays = 90;
const mostDays = 365;

const hints: readonly Hint[] = [
  ({ survey, kind, trigger }) =>
    kind === 'nps' &&
    trigger.every(isMoment) &&
    `${survey} asks for NPS at ${trigger.join(' and ')}. NPS measures the relationship, not the moment: ask about this moment with csat or ces, and for NPS on load.`,
  ({ survey, kind, trigger }) =>
    kind === 'ces' &&
    trigger.every(isAnytime) &&
    `${survey} asks for CES at ${trigger.join(' and ')}. CES is about what the visitor has just done, not about a site as a whole: let that be the trigger, as event:NAME.`,
  ({ survey, kind, afterAnswer }) =>
    kind === 'nps' &&
    (afterAnswer < leastDays * dayMs || afterAnswer > mostDays * dayMs) &&
    `${survey} has data-after-answer="${formatDuration(afterAnswer)}". NPS is best asked every ${leastDays}d to ${mostDays}d: more often wears visitors out, and more seldom misses how a relationship changes.`,
  ({ survey, kind, given }) =>
    kind !== 'csat' &&
    given.some(({ question, lowLabel, highLabel }) => question ?? lowLabel ?? highLabel) &&
    `${survey} asks for ${kind.toUpperCase()} in words of its own, so its scores do not compare with those of the standard question.`,
];

/** What is allowed but measures badly, as sentences for the owner that start with `Hint: `. */
export const hintsFor = (survey: Survey): readonly string[] =>
  hints.flatMap((hint) => {
    const text = hint(survey);
    return text ? [`Hint: ${text}`] : [];
  });
