const seenMs = 1e3;
// A part of the page may stand outside of the window; so much of it makes it seen.
const share = 0.5;

/** Calls back once an element has been in the window of a visible and focused page for a second on end, half of it at least. */
export function whenSeen(element: Element, callback: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isInWindow = false;
  const done = new AbortController();
  const look = (): void => {
    clearTimeout(timer);
    if (!isInWindow || document.hidden || !document.hasFocus()) return;
    timer = setTimeout(() => {
      done.abort();
      callback();
    }, seenMs);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      isInWindow = (entries.at(-1)?.intersectionRatio ?? 0) >= share;
      look();
    },
    { threshold: share },
  );
  for (const type of ['visibilitychange', 'focus', 'blur']) addEventListener(type, look, { signal: done.signal });
  done.signal.addEventListener('abort', () => observer.disconnect());
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    done.abort();
  });
  observer.observe(element);
}
