/** Holds the focus, the pointer and the wheel inside of a prompt that covers the page. */
export function holdVisitor(host: HTMLElement, root: ShadowRoot, signal: AbortSignal): void {
  const card = root.querySelector<HTMLElement>('.card');
  // A click beside the controls must not take the focus out.
  if (card) card.tabIndex = -1;
  card?.focus();
  document.addEventListener('focusin', ({ target }) => target !== host && card?.focus(), { signal });
  host.addEventListener('mousedown', (event) => event.composedPath()[0] === host && event.preventDefault(), { signal });
  host.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Tab') return;
      const stops = [...root.querySelectorAll<HTMLInputElement>('a,button,input,select,textarea')].filter(
        (stop) => !stop.disabled && stop.checkVisibility(),
      );
      const [first] = stops;
      const last = stops.at(-1);
      const active = root.activeElement as HTMLInputElement | null;
      // Radios of one name are one stop.
      const isFirst = !active || active === card || active === first || (!!active.name && active.name === first?.name);
      if (event.shiftKey ? !isFirst : active !== last) return;
      event.preventDefault();
      (event.shiftKey ? last : (stops.find(({ name, checked }) => checked && name === first?.name) ?? first))?.focus();
    },
    { signal },
  );
  for (const type of ['wheel', 'touchmove'])
    host.addEventListener(
      type,
      (event) => {
        const isOfCard = (node: EventTarget): boolean =>
          node instanceof Element && node.matches('.card,textarea') && node.scrollHeight > node.clientHeight;
        if (!event.composedPath().some(isOfCard)) event.preventDefault();
      },
      { signal, passive: false },
    );
}
