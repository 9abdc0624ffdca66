import { describeProblem } from './describe-problem.ts';
import { formatDuration, roughly } from './duration.ts';
import type { Kept, Verdicts } from './ports.ts';
import type { Problem } from './problem.ts';
import type { Verdict } from './rules.ts';

/** One rule of a survey as it stands: its value, what it asks for, and the instant (ISO 8601) from which it passes. */
export interface ExplainedRule {
  readonly id: string;
  readonly passes: boolean;
  /** Stretches of time as in the settings: `12d`; left out where there is none yet. */
  readonly value?: string | number;
  readonly threshold?: string | number;
  readonly passesAt?: string;
}

/** Why each survey shows or does not show, what waits to be sent, and what the owner should mend. */
export interface Explanation {
  readonly version: string;
  readonly surveys: readonly {
    readonly survey: string;
    /** A trigger has fired and waits to be served. */
    readonly due: boolean;
    readonly rules: readonly ExplainedRule[];
  }[];
  readonly outbox: {
    /** Stored and not yet acknowledged. */
    readonly waiting: number;
    /** Set aside, since the endpoint will never take them. */
    readonly refused: readonly { readonly id: string; readonly reason: string; readonly status: number }[];
  };
  readonly problems: readonly string[];
}

function explainRule({ id, isTime, passes, value, threshold, passesAt }: Verdict['rules'][number]): ExplainedRule {
  const show = (ms: string | number, format: (ms: number) => string): string | number =>
    isTime && typeof ms == 'number' ? format(ms) : ms;
  return {
    id,
    passes,
    // Since never: there is nothing to tell.
    ...(value !== Infinity && { value: show(value, roughly) }),
    threshold: show(threshold, formatDuration),
    ...(!passes && passesAt < Infinity && { passesAt: new Date(passesAt).toISOString() }),
  };
}

/** What the loader knows, in words that an owner understands. */
export const explain = (
  version: string,
  verdicts: Verdicts,
  outbox: readonly Kept[],
  problems: readonly Problem[],
): Explanation => ({
  version,
  surveys: verdicts.map(({ survey, due, verdict }) => ({ survey, due, rules: verdict.rules.map(explainRule) })),
  outbox: {
    waiting: outbox.filter(({ refused }) => !refused).length,
    refused: outbox.flatMap(({ response: { id }, refused }) =>
      refused ? [{ id, reason: refused.reason, status: refused.status }] : [],
    ),
  },
  problems: problems.map(describeProblem),
});
