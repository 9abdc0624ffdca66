import type { Warn } from '../core/problem.ts';

/** The element that a selector finds, if it is one and there is such an element. */
export function findTarget(selector: string | undefined): Element | undefined {
  try {
    return document.querySelector(selector ?? '') ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Puts the element of a prompt into the one that the selector finds. Where that would move what stands in the window,
 * the prompt waits until it no longer would, unless the visitor has opened it himself.
 */
export function placeInline(
  host: HTMLElement,
  selector: string | undefined,
  isOpened: boolean,
  warn: Warn,
  signal: AbortSignal,
): void {
  const leave = (): unknown => host.dispatchEvent(new Event('leave'));
  const target = findTarget(selector);
  if (!target) return void leave();
  const height = (): number => target.getBoundingClientRect().height;
  const isBelow = (): boolean => target.getBoundingClientRect().top >= innerHeight;
  const free = height();
  host.popover = null;
  target.append(host);
  // Nothing of this is painted yet.
  host.hidden = !isOpened && !isBelow() && height() > free;
  if (host.hidden) {
    warn('reserve', selector);
    const shown = new AbortController();
    const look = (): void => {
      if (!isBelow()) return;
      host.hidden = false;
      shown.abort();
    };
    // An observer would miss a jump from below the target to above it.
    for (const type of ['scroll', 'resize'])
      addEventListener(type, look, { capture: true, passive: true, signal: shown.signal });
    signal.addEventListener('abort', () => shown.abort());
  }
  // What the page takes away has no size any more.
  const size = new ResizeObserver(() => host.isConnected || leave());
  size.observe(host);
  signal.addEventListener('abort', () => size.disconnect());
}
