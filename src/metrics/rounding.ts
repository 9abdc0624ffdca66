/**
 * `value` to `digits` decimals, halves away from zero on both sides, so that −12.5 mirrors 12.5; never −0.
 * @default digits 0
 */
export function roundSymmetric(value: number, digits = 0): number {
  const unit = 10 ** digits;
  const magnitude = Math.round(Math.abs(value) * unit) / unit;
  return value < 0 && magnitude > 0 ? -magnitude : magnitude;
}
