/** Milliseconds for which the page was visible since they were last handed to `save`. */
export interface VisibleTime {
  readonly unsavedMs: () => number;
}

/** Measures visible time and hands it over each time that the page is hidden or left. */
export function measureVisibleTime(save: (ms: number) => void, signal: AbortSignal): VisibleTime {
  const isVisible = (): boolean => document.visibilityState === 'visible';
  let since = isVisible() ? Date.now() : undefined;
  const unsavedMs = (): number => (since === undefined ? 0 : Math.max(0, Date.now() - since));
  const onChange = (): void => {
    if (isVisible()) since ??= Date.now();
    else {
      const ms = unsavedMs();
      since = undefined;
      if (ms) save(ms);
    }
  };
  document.addEventListener('visibilitychange', onChange, { signal });
  return { unsavedMs };
}
