import { dayMs } from './duration.ts';
import { standingOf, type History, type Standing } from './history.ts';
import type { Site, Survey } from './settings.ts';

/** What a verdict rests on. */
export interface Facts {
  /** Epoch ms. */
  readonly now: number;
  readonly site: Site;
  readonly survey: Survey;
  readonly history: History;
}

/** All of it side by side, as a rule takes it. */
export type Known = { readonly now: number } & Site & Survey & History & Standing;

/** What a rule found: how things are, what it asks for, and from when on it will pass by itself. */
export interface Finding {
  readonly passes: boolean;
  readonly value: string | number;
  readonly threshold: string | number;
  /** Epoch ms; Infinity when it depends on something else than time. */
  readonly passesAt: number;
  /** Value and threshold are stretches of time, in ms. */
  readonly isTime?: true;
}

/** One reason to show a survey or not. */
export type Rule = (known: Known) => Finding;

export interface Verdict {
  /** True when every rule passes. */
  readonly passes: boolean;
  readonly rules: readonly (Finding & { readonly id: string })[];
  /** From when on (epoch ms) the rules that do not pass now may all pass; Infinity when no instant is known. */
  readonly passesAt: number;
}

const longestMs = 365 * dayMs;
// A claim that nobody ever saw (a crash, a tab closed at once) keeps quiet for a day, no longer.
const unseenMs = dayMs;

const find = (passes: boolean, value: string | number, threshold: string | number): Finding => ({
  passes,
  value,
  threshold,
  passesAt: Infinity,
});

/** `threshold` ms have to go by from `at` on. */
const wait = (now: number, at: number, threshold: number): Finding => ({
  ...find(now - at >= threshold, now - at, threshold),
  passesAt: at + threshold,
  isTime: true,
});

/** All rules by id, in the order in which `explain` prints them. A new rule is one more entry here. */
export const rules: Readonly<Record<string, Rule>> = {
  mode: ({ mode }) => find(mode !== 'off', mode, 'live'),
  visit({ prompts, visitAt }) {
    const shown = prompts.filter(({ shownAt }) => shownAt >= visitAt).length;
    return find(!shown, shown, 0);
  },
  gap({ now, prompts, gap, survey }) {
    // An unseen prompt is moved back, so that its shorter wait ends when it should.
    const since = prompts.map((prompt) =>
      prompt.survey === survey ? -Infinity : prompt.seenAt || prompt.shownAt + Math.min(0, unseenMs - gap),
    );
    return wait(now, Math.max(...since), gap);
  },
  afterAnswer: ({ now, answeredAt, afterAnswer }) => wait(now, answeredAt, afterAnswer),
  afterDismiss: ({ now, dismissedAt, dismissals, afterDismiss }) =>
    wait(now, dismissedAt, Math.max(afterDismiss, Math.min(afterDismiss * 2 ** (dismissals - 1), longestMs))),
  afterIgnore: ({ now, openAt, seenAt, afterIgnore }) => wait(now, openAt, seenAt ? afterIgnore : unseenMs),
  minPages: ({ pages, minPages }) => find(pages >= minPages, pages, minPages),
  minTime: ({ now, visibleMs, minTime }) => wait(now, now - visibleMs, minTime),
};

/**
 * Whether a survey may prompt now. Automatic, delayed and claimed prompts all ask here; `explain` prints the same list.
 */
export function decide({ now, site, survey, history }: Facts): Verdict {
  const known = { now, ...site, ...survey, ...history, ...standingOf(history, survey.survey) };
  const found = Object.entries(rules).map(([id, rule]) => ({ id, ...rule(known) }));
  const failed = found.filter(({ passes }) => !passes);
  return { passes: !failed.length, rules: found, passesAt: Math.max(...failed.map(({ passesAt }) => passesAt)) };
}
