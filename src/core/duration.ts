export const minuteMs = 6e4;
export const dayMs = 864e5;

const units = { s: 1e3, m: minuteMs, h: 36e5, d: dayMs } as const;

/** Milliseconds of a duration such as `30s`, `10m`, `12h` or `45d`; undefined where the text is none. */
export function parseDuration(raw: unknown): number | undefined {
  const [, unit] = /^\d{1,5}([smhd])$/.exec(raw as string) ?? [];
  // It stops at the unit.
  return unit ? parseFloat(raw as string) * units[unit as keyof typeof units] : undefined;
}

/** A duration in its largest whole unit: 3 888 000 000 is `45d`; parts of a second are dropped; `never` for Infinity. */
export function formatDuration(ms: number): string {
  if (ms === Infinity) return 'never';
  const seconds = ms - (ms % 1e3);
  const unit = (['d', 'h', 'm'] as const).find((one) => seconds && seconds % units[one] === 0) ?? 's';
  return seconds / units[unit] + unit;
}

/** A stretch of time for reading: cut down to whole days from two days on, to hours from two hours on, and so forth. */
export function roughly(ms: number): string {
  const unit = (['d', 'h', 'm'] as const).find((one) => ms >= 2 * units[one]) ?? 's';
  return formatDuration(ms - (ms % units[unit]));
}
