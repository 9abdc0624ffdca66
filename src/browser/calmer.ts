import { isContentCalm } from './moment.ts';

/** Calls back whenever the page may have become calm; nothing is polled. */
export function onCalmer(callback: () => void, signal: AbortSignal): void {
  // While focus leaves a field, that field is still the active element.
  const soon = (): void => {
    setTimeout(() => signal.aborted || callback());
  };
  const options = { signal, capture: true, passive: true };
  // Events of dialogs and media do not bubble, but they can be captured.
  for (const type of [
    'visibilitychange',
    'focusout',
    'selectionchange',
    'fullscreenchange',
    'close',
    'pause',
    'ended',
    'volumechange',
  ])
    document.addEventListener(type, soon, options);
  addEventListener('focus', soon, options);
  // What content began only content can end, and only then is all of it watched.
  if (isContentCalm()) return;
  const observer = new MutationObserver(soon);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
