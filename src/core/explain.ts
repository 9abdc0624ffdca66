import { formatDuration, roughly } from './duration.ts';
import type { Kept, Refusal, Verdicts } from './ports.ts';
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
  /** This browser's id, where one was needed so far. */
  readonly visitor?: string;
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
    readonly refused: readonly { readonly id: string; readonly reason: Refusal; readonly status?: number }[];
  };
  readonly problems: readonly string[];
}

function explainRule({ id, passes, value, threshold, passesAt, ...rest }: Verdict['rules'][number]): ExplainedRule {
  const { unit = passesAt !== Infinity || threshold === Infinity ? 'ms' : undefined } = rest;
  // What never was, or is not set, has nothing to tell.
  const show = (of: string | number, format: (ms: number) => string): string | number | undefined => {
    if (typeof of == 'string') return of || undefined;
    if (unit === 'ms') return of === -Infinity ? undefined : format(of);
    if (Math.abs(of) === Infinity) return undefined;
    return unit === 'at' ? new Date(of).toISOString() : Math.round(of * 100) / 100;
  };
  const seen = value === Infinity ? undefined : show(value, roughly);
  const wanted = show(threshold, formatDuration);
  return {
    id,
    passes,
    ...(seen !== undefined && { value: seen }),
    ...(wanted !== undefined && { threshold: wanted }),
    ...(!passes && passesAt < Infinity && { passesAt: new Date(passesAt).toISOString() }),
  };
}

/** What the loader knows, in words that an owner understands. */
export const explain = (
  version: string,
  { visitor, surveys }: Verdicts,
  outbox: readonly Kept[],
  problems: readonly string[],
): Explanation => ({
  version,
  ...(visitor && { visitor }),
  surveys: surveys.map(({ survey, due, verdict }) => ({ survey, due, rules: verdict.rules.map(explainRule) })),
  outbox: {
    waiting: outbox.filter(({ refused }) => !refused).length,
    refused: outbox.flatMap(({ response: { id }, refused }) =>
      refused ? [{ id, reason: refused.reason, ...(refused.status && { status: refused.status }) }] : [],
    ),
  },
  problems,
});
