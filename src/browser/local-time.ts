/** ISO 8601 as a wall clock of the place shows it: `2026-11-21 11:00:30`. */
export const localTime = (iso: string): string =>
  // Sweden writes dates in the order of ISO 8601.
  new Date(iso).toLocaleString('sv');
