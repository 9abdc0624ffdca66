/**
 * Measures visible time. Returns the ms that `save` has not got yet; it gets them when the page is hidden or left, and none
 * when the page is visible again.
 */
export function measureVisibleTime(save: (ms: number) => void, signal: AbortSignal): () => number {
  let since = Date.now();
  // A clock that is set back must not take time away.
  const unsavedMs = (): number => Math.max(0, Date.now() - since);
  const onChange = (): void => {
    save(document.hidden ? unsavedMs() : 0);
    since = Date.now();
  };
  document.addEventListener('visibilitychange', onChange, { signal });
  return () => (document.hidden ? 0 : unsavedMs());
}
