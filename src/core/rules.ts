import { dayMs } from './duration.ts';
import { standingOf, type History, type Standing } from './history.ts';
import type { Site, Survey } from './settings.ts';

/** All that a rule may know; instants are epoch ms. */
export interface Facts {
  readonly now: number;
  readonly site: Site;
  readonly survey: Survey;
  readonly history: History;
}

/** What a rule found: how things are, what it asks for, and from when on it will pass by itself. */
export interface Finding {
  readonly passes: boolean;
  readonly value: string | number;
  readonly threshold: string | number;
  /** Epoch ms; Infinity when it depends on something else than time. */
  readonly passesAt: number;
}

/** One reason to show a survey or not. */
export interface Rule {
  readonly id: string;
  /** Value and threshold are stretches of time, in ms. */
  readonly isTime?: boolean;
  readonly check: (facts: Facts & { readonly standing: Standing }) => Finding;
}

export interface Verdict {
  /** True when every rule passes. */
  readonly passes: boolean;
  readonly rules: readonly (Finding & Pick<Rule, 'id' | 'isTime'>)[];
  /** From when on (epoch ms) the rules that do not pass now may all pass; Infinity when no instant is known. */
  readonly passesAt: number;
}

const longestMs = 365 * dayMs;
// A claim that nobody ever saw (a crash, a tab closed at once) keeps quiet for a day, no longer.
const unseenMs = dayMs;

const reaches = (value: number, threshold: number, passesAt = Infinity): Finding => ({
  passes: value >= threshold,
  value,
  threshold,
  passesAt,
});

/** A rule for quiet time since an instant. */
const wait = (
  id: string,
  since: (facts: Parameters<Rule['check']>[0]) => readonly [at: number, waitMs: number],
): Rule => ({
  id,
  isTime: true,
  check(facts) {
    const [at, waitMs] = since(facts);
    return reaches(facts.now - at, waitMs, at + waitMs);
  },
});

/** All rules, in the order in which `explain` prints them. A new rule is one more entry here. */
export const rules: readonly Rule[] = [
  {
    id: 'mode',
    check: ({ site: { mode } }) => ({ passes: mode !== 'off', value: mode, threshold: 'live', passesAt: Infinity }),
  },
  {
    id: 'visit',
    check({ history: { prompts, visitAt } }) {
      const shown = prompts.filter(({ shownAt }) => shownAt >= visitAt).length;
      return { passes: !shown, value: shown, threshold: 0, passesAt: Infinity };
    },
  },
  wait('gap', ({ history, site: { gap }, survey: { survey } }) => [
    Math.max(
      ...history.prompts
        .filter((prompt) => prompt.survey !== survey)
        // Moved back so that an unseen prompt's shorter wait ends when it should.
        .map(({ seenAt, shownAt }) => seenAt || shownAt + Math.min(0, unseenMs - gap)),
    ),
    gap,
  ]),
  wait('afterAnswer', ({ standing, survey }) => [standing.answeredAt, survey.afterAnswer]),
  wait('afterDismiss', ({ standing, survey: { afterDismiss } }) => [
    standing.dismissedAt,
    Math.max(afterDismiss, Math.min(afterDismiss * 2 ** (standing.dismissals - 1), longestMs)),
  ]),
  wait('afterIgnore', ({ standing, survey }) => [standing.ignoredAt, survey.afterIgnore]),
  wait('unseen', ({ standing }) => [standing.unseenAt, unseenMs]),
  { id: 'minPages', check: ({ history, survey }) => reaches(history.pages, survey.minPages) },
  {
    id: 'minTime',
    isTime: true,
    check: ({ history: { visibleMs }, survey: { minTime }, now }) =>
      reaches(visibleMs, minTime, now + minTime - visibleMs),
  },
];

/**
 * Whether a survey may prompt now. Automatic, delayed and claimed prompts all ask here; `explain` prints the same list.
 */
export function decide(facts: Facts): Verdict {
  const standing = standingOf(facts.history, facts.survey.survey);
  const found = rules.map(({ check, ...rule }) => ({ ...rule, ...check({ ...facts, standing }) }));
  const failed = found.filter(({ passes }) => !passes);
  return { passes: !failed.length, rules: found, passesAt: Math.max(...failed.map(({ passesAt }) => passesAt)) };
}
