/** Numbers from 0 to below 1 that a seed repeats. */
export function makeRandom(seed: number): () => number;
