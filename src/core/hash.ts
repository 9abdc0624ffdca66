/** FNV-1a of a text as an unsigned 32-bit integer: tells texts apart and protects nothing. */
export const hash = (text: string): number =>
  [...text].reduce(
    (value, letter) => Math.imul(value ^ (letter.codePointAt(0) as number), 0x01000193) >>> 0,
    0x811c9dc5,
  );

/**
 * Where a text falls between 0 (included) and 100 (excluded), evenly, and independently for texts that differ anywhere:
 * the end of MurmurHash3 mixes the bits, which FNV leaves in order.
 */
export function percentOf(text: string): number {
  let mixed = hash(text);
  for (const factor of [0x85ebca6b, 0xc2b2ae35]) mixed = Math.imul(mixed ^ (mixed >>> 15), factor);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 42949672.96;
}
