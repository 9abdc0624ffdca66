import { fold } from './fold.ts';
import { hasModal } from './moment.ts';
import { smallViewport } from './small-viewport.ts';

/** Whether the page shows something that belongs above everything else. */
const isTaken = (): boolean => !!document.fullscreenElement || hasModal();

/** Whether all of an element that there is to see lies under ours: its middle and its corners (WCAG 2.4.11). */
function isCovered(element: Element, host: HTMLElement): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return [
    [(left + right) / 2, (top + bottom) / 2],
    [left + 1, top + 1],
    [right - 1, top + 1],
    [left + 1, bottom - 1],
    [right - 1, bottom - 1],
  ].every(([x = 0, y = 0]) => document.elementFromPoint(x, y) === host);
}

/**
 * Keeps a prompt out of the way: it goes while the page has a modal or full screen open, which is no dismissal; it folds
 * where it covers what has the focus, and from the beginning on a small viewport unless the visitor opened it; and it
 * stands above the keyboard of a phone.
 */
export function stepAside(host: HTMLElement, isOpened: boolean, signal: AbortSignal): void {
  const options = { signal, capture: true, passive: true };
  const isModal = !!host.shadowRoot?.querySelector('[aria-modal]');
  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (target instanceof Element && target !== host && !isModal && isCovered(target, host)) fold(host, signal);
    },
    options,
  );

  const { visualViewport } = window;
  const lift = (): void => {
    const { height, offsetTop } = visualViewport ?? { height: innerHeight, offsetTop: 0 };
    host.style.setProperty('--keyboard', `${Math.max(0, innerHeight - height - offsetTop)}px`);
  };
  for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, lift, options);

  // In the page itself it stands where the owner put it.
  if (!host.popover) return;
  if (innerHeight < smallViewport && !isOpened && !isModal) fold(host, signal);
  let frame = 0;
  const look = (): void => {
    frame = 0;
    const isAside = isTaken();
    // Writing it is a change, too.
    if (host.hidden !== isAside) host.hidden = isAside;
  };
  const soon = (): void => {
    frame ||= requestAnimationFrame(look);
  };
  document.addEventListener('fullscreenchange', soon, options);
  const observer = new MutationObserver(soon);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  // What the page opened while this was on its way.
  soon();
  signal.addEventListener('abort', () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  });
}
