import { dayMs } from '../core/duration.ts';
import { outcomes, type Outcome, type Response } from '../core/response.ts';
import { conditionsOf, type Condition } from './facets.ts';
import type { StoredResponse } from './revision.ts';
import type { Group } from './store.ts';

/** The highest score of any scale; the lowest is 0. */
export const highestScore = 10;

/** What came of a prompt, what the visitor opened himself (`show`), and what is a try: never counted together. */
export const modes = ['prompted', 'opened', 'test'] as const;
export type Mode = (typeof modes)[number];

export const modeOf = ({ test, trigger }: Response): Mode =>
  test ? 'test' : trigger === 'show' ? 'opened' : 'prompted';

/** How many responses chose each score (by index), how many ended so, and how many of the answered ones hold a comment. */
export interface Counted {
  readonly scores: readonly number[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly commented: number;
}

/** Where a response is counted: its survey, one of its conditions (none: all responses), its day, its mode. */
export interface Cell extends Group {
  readonly condition?: Condition;
  /** UTC days since 1970. */
  readonly day: number;
  readonly mode: Mode;
}

/** By how much a cell changes; negative where responses were replaced or erased. */
export interface CellChange {
  readonly cell: Cell;
  readonly counted: Counted;
}

/** What is being counted. */
export interface Counting {
  readonly scores: number[];
  readonly outcomes: Record<Outcome, number>;
  commented: number;
}

export const noneCounted = (): Counting => ({
  scores: Array.from({ length: highestScore + 1 }, () => 0),
  outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>,
  commented: 0,
});

/** One response, counted. */
export function countedOf({ score, outcome, comment }: Response): Counted {
  const counted = noneCounted();
  if (score !== undefined) counted.scores[score] = 1;
  counted.outcomes[outcome] = 1;
  // Not every sender says so of what it scored; a rate is of what was.
  if (comment !== undefined && (outcome === 'scored' || outcome === 'answered')) counted.commented = 1;
  return counted;
}

/** Adds `more`, `times` over, to what was counted. */
export function addCounted(to: Counting, more: Counted, times = 1): void {
  for (const [score, n] of more.scores.entries()) to.scores[score] = (to.scores[score] ?? 0) + n * times;
  for (const outcome of outcomes) to.outcomes[outcome] += more.outcomes[outcome] * times;
  to.commented += more.commented * times;
}

/**
 * When a response counts, in epoch ms: when it was shown, by its sender's clock, but never later than it came in, so
 * that a clock which is ahead does not put it into the future.
 */
export const countedAt = ({ response, firstReceivedAt }: StoredResponse): number =>
  Math.min(Date.parse(response.shownAt), firstReceivedAt);

/** The UTC day of an instant, in days since 1970. */
export const dayOf = (at: number): number => Math.floor(at / dayMs);

function cellsOf(stored: StoredResponse): readonly Cell[] {
  const { site, survey, kind, min, max } = stored.response;
  const all = { site, survey, kind, min, max, day: dayOf(countedAt(stored)), mode: modeOf(stored.response) };
  return [all, ...conditionsOf(stored.response).map((condition) => ({ ...all, condition }))];
}

/** Gathers what several responses change, so that a cell which many of them are counted in is written once. */
export function makeCellChanges(): {
  /** Counts a response `times` over: 1 where it comes, −1 where it goes. */
  readonly count: (stored: StoredResponse, times: 1 | -1) => void;
  /** The cells that have changed after all. */
  readonly list: () => readonly CellChange[];
} {
  const changes = new Map<string, { cell: Cell; counted: Counting }>();
  return {
    count(stored, times) {
      const one = countedOf(stored.response);
      for (const cell of cellsOf(stored)) {
        const key = JSON.stringify(cell);
        const change = changes.get(key) ?? { cell, counted: noneCounted() };
        changes.set(key, change);
        addCounted(change.counted, one, times);
      }
    },
    list: () =>
      [...changes.values()].filter(
        ({ counted: { scores, outcomes: ended, commented } }) =>
          commented !== 0 || scores.some((n) => n !== 0) || outcomes.some((outcome) => ended[outcome] !== 0),
      ),
  };
}
