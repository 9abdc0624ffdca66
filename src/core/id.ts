/** A UUIDv7 (RFC 9562, 5.7): `now` in epoch ms, then 74 random bits taken from the 10 `random` bytes. */
export function makeId(now: number, random: Uint8Array): string {
  const hex =
    now.toString(16).padStart(12, '0') + [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = '89ab'[(random[2] ?? 0) & 3];
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, `$1-$2-7$3-${variant}$4-$5`);
}
