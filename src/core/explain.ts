import { describeProblem } from './describe-problem.ts';
import { formatDuration, roughly } from './duration.ts';
import type { OutboxView } from './ports.ts';
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
  readonly outbox: OutboxView;
  readonly problems: readonly string[];
}

/** What the loader knows when it is asked to explain. */
export interface Explainable {
  readonly version: string;
  readonly surveys: readonly { readonly survey: string; readonly due: boolean; readonly verdict: Verdict }[];
  /** Undefined where this browser has none. */
  readonly outbox: OutboxView | undefined;
  readonly problems: readonly Problem[];
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

/** The loader's knowledge in words that an owner understands. */
export const explain = ({ version, surveys, outbox, problems }: Explainable): Explanation => ({
  version,
  surveys: surveys.map(({ survey, due, verdict }) => ({ survey, due, rules: verdict.rules.map(explainRule) })),
  outbox: outbox ?? { waiting: 0, refused: [] },
  problems: problems.map(describeProblem),
});
