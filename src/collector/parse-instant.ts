/** What `parseInstant` takes, in words. */
export const instantAllowed = 'an instant such as 2026-11-21T10:00:00Z or a day such as 2026-11-21';

/** Epoch ms of an ISO 8601 instant with its offset, or of the beginning of a UTC day; undefined for all else. */
export function parseInstant(raw: unknown): number | undefined {
  if (typeof raw != 'string' || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(raw))
    return undefined;
  const at = Date.parse(raw);
  return Number.isNaN(at) ? undefined : at;
}
