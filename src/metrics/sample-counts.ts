import type { Counts } from './counts.ts';

/** NPS counts of so many promoters, passives and detractors. */
export const mix = (promoters: number, passives: number, detractors: number): Counts => ({
  9: promoters,
  7: passives,
  6: detractors,
});

/** Counts from the point `first` up. */
export const from = (first: number, ...counts: readonly number[]): Counts =>
  Object.fromEntries(counts.map((count, index) => [first + index, count]));
