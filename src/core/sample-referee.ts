// A referee for tests: it knows what a visitor lived through, and nothing of how the rules keep to it. No product code
// imports it.
//
// What counts as too soon where clocks are set (DESIGN.md, "History"): an instant that would lie in the future is now from
// then on, so that a wait is measured from the earliest that the clock has stood at since; a clock set forward looks like
// time that has passed. Page views make one visit as far as this browser still knows of them: where the view is wiped,
// blocked or lost, only those that a claim has made durable.
import { dayMs } from './duration.ts';
import type { Lived, Shown } from './sample-browser.ts';
import type { Survey } from './settings.ts';

const yearMs = 365 * dayMs;

/**
 * What became of a survey's prompts that were seen, a letter for each: `a`nswered, `d`ismissed, put off till `l`ater, or
 * left alone (`i`gnored). The third `l` or `i` since the last `d` is a `d`; what was before the last `a` is settled.
 */
function courseOf(seen: readonly Lived[]): string {
  const letters = { answered: 'a', scored: 'a', dismissed: 'd', later: 'l', never: 'd' } as Record<string, string>;
  let course = '';
  for (const { outcome = '' } of seen) {
    const letter = letters[outcome] ?? 'i';
    const row = course.slice(Math.max(course.lastIndexOf('a'), course.lastIndexOf('d')) + 1);
    course += 'li'.includes(letter) && row.split(letter).length > 2 ? 'd' : letter;
  }
  return course;
}

const lastOf = ({ endedAt, seenAt, shownAt }: Lived): number => endedAt ?? seenAt ?? shownAt;
const latestOf = (prompts: readonly Lived[]): number => Math.max(-Infinity, ...prompts.map(lastOf));

/** A reason to wait: what it is about, since when, for how long. */
type Wait = readonly [about: string, at: number, ms: number];

/** The waits between the prompts of one survey. */
function ownWaits(
  { survey, afterAnswer, afterDismiss, afterLater, afterIgnore }: Survey,
  all: readonly Lived[],
): Wait[] {
  const own = all.filter((one) => one.survey === survey);
  const seen = own.filter(({ seenAt }) => seenAt !== undefined);
  const course = courseOf(seen);
  const having = (letter: string, from = 0) => seen.filter((_, index) => index >= from && course[index] === letter);
  const dismissed = having('d', course.lastIndexOf('a') + 1);
  const doubled = Math.max(afterDismiss, Math.min(afterDismiss * 2 ** (dismissed.length - 1), yearMs));
  const last = (letter: string): number => (course.endsWith(letter) ? latestOf(seen.slice(-1)) : -Infinity);
  return [
    ['after an answer', latestOf(having('a')), afterAnswer],
    ['after a dismissal', latestOf(dismissed), doubled],
    ['after later', last('l'), afterLater],
    ['after being ignored', last('i'), afterIgnore],
    ...own
      .filter(({ seenAt }) => seenAt === undefined)
      .map((one): Wait => ['after an unseen prompt', one.shownAt, dayMs]),
  ];
}

/** What is wrong with a prompt that came by itself: nothing, if all is well. */
export function breachesOf({ prompt, survey, site, now, before, visit }: Shown): readonly string[] {
  if (prompt.isOpened) return [];
  const { gap, lastAsked } = site;
  const others = before.filter((one) => one.survey !== survey.survey);
  const waits: readonly Wait[] = [
    ...ownWaits(survey, before),
    ...others.map(({ seenAt, shownAt }): Wait =>
      seenAt === undefined ? ['gap after an unseen prompt', shownAt, Math.min(gap, dayMs)] : ['gap', seenAt, gap],
    ),
    ['asked elsewhere', lastAsked ?? -Infinity, gap],
  ];
  return [
    ...waits.filter(([, at, ms]) => now - at < ms).map(([about]) => about),
    ...(before.some(({ outcome }) => outcome === 'never') ? ["don't ask again"] : []),
    ...(before.some((one) => !one.isOpened && one.page && visit.includes(one.page)) ? ['twice in a visit'] : []),
  ];
}

/** For how long at most a visitor may be left alone from now on. */
export const longestMs = ({ gap }: Shown['site'], surveys: readonly Survey[]): number =>
  Math.max(
    gap,
    dayMs,
    ...surveys.flatMap(({ afterAnswer, afterDismiss, afterLater, afterIgnore }) => [
      afterAnswer,
      afterLater,
      afterIgnore,
      // Doubled as often as may be.
      afterDismiss && Math.max(afterDismiss, yearMs),
    ]),
  );
