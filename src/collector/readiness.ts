/** Why no request should be sent here now, or undefined where all is well. */
export type Readiness = () => Promise<unknown>;

// Often enough for whoever has to notice within a second, too seldom to wear a disk by asking.
const freshMs = 500;

/** Asks `probe`, at most twice a second, whatever it is asked itself; who is `draining` is not ready any more. */
export function makeReadiness(probe: () => Promise<void>, draining: AbortSignal): Readiness {
  let askedAt = Number.NEGATIVE_INFINITY;
  let found: Promise<unknown> = Promise.resolve();
  const ask = async (): Promise<unknown> => {
    try {
      await probe();
      return undefined;
    } catch (error) {
      return error ?? new Error('the probe failed without a reason');
    }
  };
  return async () => {
    if (draining.aborted) return new Error('this collector is being stopped');
    const now = performance.now();
    if (now - askedAt >= freshMs) {
      askedAt = now;
      found = ask();
    }
    return found;
  };
}
