/** Runs `work` once the page has nothing better to do. Safari has no idle callback. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 5e3 });
  else setTimeout(work, 1e3);
}
