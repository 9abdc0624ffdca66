/** Runs `work` once the page has nothing better to do. */
export function whenIdle(work: () => void, signal: AbortSignal): void {
  const run = (): void => {
    if (!signal.aborted) work();
  };
  // Safari has no idle callback.
  if (typeof requestIdleCallback == 'function') requestIdleCallback(run, { timeout: 5e3 });
  else setTimeout(run, 1e3);
}
