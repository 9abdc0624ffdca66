/** Throws a RangeError that names the argument, unless `value` is a number from `least` to `most`, both inclusive. */
export function requireNumber(name: string, value: number, least: number, most: number): void {
  // Comparisons with NaN are false, so it is refused, too.
  if (!(value >= least && value <= most))
    throw new RangeError(`${name} must be a number from ${least} to ${most}, not ${value}`);
}

/** Throws a RangeError that names the argument, unless `value` is a number above 0 and up to `most`. */
export function requirePositive(name: string, value: number, most: number): void {
  if (!(value > 0 && value <= most))
    throw new RangeError(`${name} must be a number above 0 and up to ${most}, not ${value}`);
}

/** Throws a RangeError that names the argument, unless `value` is a whole number that is exact, from 0 on. */
export function requireCount(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0))
    throw new RangeError(`${name} must be a whole number from 0 on, not ${value}`);
}
