const writable = 'input,textarea,select,[contenteditable]:not([contenteditable="false"])';

/** Whether a prompt would not disturb: the page is visible, no modal is open and the visitor is not typing. */
export function isCalm(): boolean {
  return (
    document.visibilityState === 'visible' &&
    !document.querySelector(':modal') &&
    !document.activeElement?.matches(writable)
  );
}

/** Calls back when the page may have become calm; no polling. */
export function onCalmer(callback: () => void, signal: AbortSignal): void {
  document.addEventListener('visibilitychange', callback, { signal });
  // While focus leaves a field, the field is still the active element.
  document.addEventListener('focusout', () => setTimeout(callback), { signal });
  document.addEventListener('close', callback, { signal, capture: true });
}
