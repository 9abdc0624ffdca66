/**
 * Runs `work` unless another tab of the origin is running it (`wait`: after it has). Without Web Locks (plain http) it
 * always runs: sending twice is wasteful, not wrong, since endpoints upsert by id.
 */
export const withLock = async <T>(name: string, wait: boolean, work: () => Promise<T>): Promise<T | undefined> =>
  navigator.locks
    ? navigator.locks.request(name, { ifAvailable: !wait }, (lock) => (lock ? work() : undefined))
    : work();
