import { dayMs, formatDuration, roughly } from './duration.ts';
import { standingOf, type History, type Remembered } from './history.ts';
import type { Site, Survey } from './settings.ts';

/** All that a rule may know; instants are epoch ms. */
export interface Facts {
  readonly now: number;
  readonly site: Site;
  readonly survey: Survey;
  readonly history: History;
  /** Whether the page is visible now: only then does visible time go on. */
  readonly visible: boolean;
}

/** What a rule found: how things are, what it asks for, and when it will pass by itself, if ever. */
export interface Finding {
  readonly passes: boolean;
  readonly value?: string | number | undefined;
  readonly threshold?: string | number | undefined;
  /** Epoch ms; left out when the rule passes or when no instant is known. */
  readonly passesAt?: number | undefined;
}

/** One reason to show a survey or not. */
export interface Rule {
  readonly id: string;
  readonly check: (facts: Facts) => Finding;
}

export interface Verdict {
  /** True when every rule passes. */
  readonly passes: boolean;
  readonly rules: readonly (Finding & { readonly id: string })[];
  /** Epoch ms at which all rules may pass; left out when they do, or when one of them names no instant. */
  readonly passesAt?: number;
}

const yearMs = 365 * dayMs;

/** Quiet time of `waitMs` since `at`. */
function wait(at: number | undefined, waitMs: number, now: number): Finding {
  const threshold = formatDuration(waitMs);
  if (at === undefined) return { passes: true, threshold };
  const value = roughly(now - at);
  if (now - at >= waitMs) return { passes: true, value, threshold };
  return { passes: false, value, threshold, passesAt: waitMs === Infinity ? undefined : at + waitMs };
}

// A claim that nobody ever saw (a crash, a tab closed at once) keeps quiet for a day, no longer.
const unseenMs = dayMs;

function gapSince({ seenAt, shownAt }: Remembered, gapMs: number): { at: number; waitMs: number } {
  return seenAt ? { at: seenAt, waitMs: gapMs } : { at: shownAt, waitMs: Math.min(unseenMs, gapMs) };
}

/** All rules, in the order in which `explain` prints them. A new rule is one more entry here. */
export const rules: readonly Rule[] = [
  {
    id: 'mode',
    check: ({ site }) => ({ passes: site.mode !== 'off', value: site.mode }),
  },
  {
    id: 'visit',
    check: ({ history }) => {
      const prompted = history.prompts.filter(({ shownAt }) => shownAt >= history.visitAt).length;
      return { passes: prompted === 0, value: prompted, threshold: 1 };
    },
  },
  {
    id: 'gap',
    check: ({ history, site, survey, now }) =>
      history.prompts
        .filter((prompt) => prompt.survey !== survey.survey)
        .map((prompt) => gapSince(prompt, site.gap))
        .reduce<Finding>(
          (longest, { at, waitMs }) => {
            const finding = wait(at, waitMs, now);
            return (finding.passesAt ?? 0) >= (longest.passesAt ?? 0) ? finding : longest;
          },
          wait(undefined, site.gap, now),
        ),
  },
  {
    id: 'afterAnswer',
    check: ({ history, survey, now }) => wait(standingOf(history, survey.survey).answeredAt, survey.afterAnswer, now),
  },
  {
    id: 'afterDismiss',
    check: ({ history, survey, now }) => {
      const { dismissedAt, dismissals } = standingOf(history, survey.survey);
      const doubled = Math.min(survey.afterDismiss * 2 ** Math.max(0, dismissals - 1), yearMs);
      return wait(dismissedAt, Math.max(survey.afterDismiss, doubled), now);
    },
  },
  {
    id: 'afterIgnore',
    check: ({ history, survey, now }) => wait(standingOf(history, survey.survey).ignoredAt, survey.afterIgnore, now),
  },
  {
    id: 'unseen',
    check: ({ history, survey, now }) => wait(standingOf(history, survey.survey).unseenAt, unseenMs, now),
  },
  {
    id: 'minPages',
    check: ({ history, survey }) => ({
      passes: history.pages >= survey.minPages,
      value: history.pages,
      threshold: survey.minPages,
    }),
  },
  {
    id: 'minTime',
    check: ({ history, survey, now, visible }) => {
      const left = survey.minTime - history.visibleMs;
      return {
        passes: left <= 0,
        value: roughly(history.visibleMs),
        threshold: formatDuration(survey.minTime),
        passesAt: left > 0 && visible ? now + left : undefined,
      };
    },
  },
];

/**
 * Whether a survey may prompt now. Automatic, delayed and claimed prompts all ask here; `explain` prints the same list.
 */
export function decide(facts: Facts): Verdict {
  const found = rules.map(({ id, check }) => ({ id, ...check(facts) }));
  const failed = found.filter(({ passes }) => !passes);
  if (!failed.length) return { passes: true, rules: found };
  const instants = failed.map(({ passesAt }) => passesAt ?? Infinity);
  const latest = Math.max(...instants);
  return { passes: false, rules: found, ...(latest < Infinity && { passesAt: latest }) };
}
