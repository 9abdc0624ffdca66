/** Whether a prompt would not disturb: the page is visible, no modal is open and the visitor is not in a text field. */
export const isCalm = (): boolean => !document.hidden && !document.querySelector(':modal,:focus:read-write');

/** Calls back when the page may have become calm; no polling. */
export function onCalmer(callback: () => void, signal: AbortSignal): void {
  // While focus leaves a field, that field is still the active element.
  const soon = (): unknown => setTimeout(callback);
  // Close events of dialogs do not bubble.
  for (const type of ['visibilitychange', 'focusout', 'close'])
    document.addEventListener(type, soon, { signal, capture: true });
}
