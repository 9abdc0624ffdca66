const seenMs = 1e3;

/** Calls back once the page has been visible and focused for a second on end. */
export function whenSeen(callback: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const done = new AbortController();
  const look = (): void => {
    clearTimeout(timer);
    if (document.hidden || !document.hasFocus()) return;
    timer = setTimeout(() => {
      done.abort();
      callback();
    }, seenMs);
  };
  for (const type of ['visibilitychange', 'focus', 'blur']) addEventListener(type, look, { signal: done.signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    done.abort();
  });
  look();
}
