/** A UUIDv7 (RFC 9562, 5.7): `now` in epoch ms, then 74 bits of the 10 `random` bytes. */
export function makeId(now: number, [a = 0, b = 0, c = 0, ...rest]: Uint8Array): string {
  // Version and variant have fixed bits.
  const hex = [(a & 15) | 112, b, (c & 63) | 128, ...rest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return (now.toString(16).padStart(12, '0') + hex).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** An id for a visitor from 4 random integers: it says nothing, not even when it was made. */
export const makeVisitorId = (random: Uint32Array): string => random.join('-');
