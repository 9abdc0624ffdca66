/** Random numbers that a seed repeats. */
export interface Seeded {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number from 0 up to `below`, without it. */
  readonly below: (below: number) => number;
  /** True as often as `share` (0 to 1) says. */
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Between the two, short and long ones alike: spread evenly over the orders of magnitude. */
  readonly span: (leastMs: number, mostMs: number) => number;
  /** Goes on as if begun with this seed. */
  readonly reseed: (seed: number) => void;
}

/** Mulberry32 (Ettinger 2017): 32 bits of state, enough for a few thousand draws. */
export function makeSeeded(seed: number): Seeded {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (below) => Math.floor(next() * below),
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T,
    span: (leastMs, mostMs) => leastMs * (mostMs / leastMs) ** next(),
    reseed(other) {
      state = Math.imul(other | 0, 0x9e3779b1);
    },
  };
}
