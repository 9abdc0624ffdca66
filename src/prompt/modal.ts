/** Holds focus, pointer and wheel inside of a prompt that covers the page. Focus is taken, and given back by the host. */
export function holdVisitor(host: HTMLElement, root: ShadowRoot, signal: AbortSignal): void {
  const card = root.querySelector<HTMLElement>('section');
  if (!card) return;
  // A click beside the controls must not take the focus out of the card.
  card.tabIndex = -1;
  host.addEventListener('mousedown', (event) => event.composedPath()[0] === host && event.preventDefault(), { signal });
  // The card as a whole, so that no point looks preferred. It was told to show itself, and more may follow that.
  queueMicrotask(() => card.focus({ preventScroll: true }));
  let isOver = false;
  host.addEventListener(
    'focusout',
    () =>
      queueMicrotask(() => {
        // Sent, it lets go of the focus, but not yet of the page. Only once: the page may hold on to it as well.
        if (signal.aborted || isOver || root.querySelector('form')) return;
        isOver = true;
        root.querySelector<HTMLElement>('.close')?.focus();
      }),
    { signal },
  );
  host.addEventListener('keydown', (event) => keepTab(event, root, card), { signal });
  for (const type of ['wheel', 'touchmove'])
    host.addEventListener(
      type,
      (event) => {
        const scrolls = (node: EventTarget): boolean =>
          node instanceof Element && node.matches('.card,textarea') && node.scrollHeight > node.clientHeight;
        if (!event.composedPath().some(scrolls)) event.preventDefault();
      },
      { signal, passive: false },
    );
}

/** Lets Tab go on from the last control to the first, and back. */
function keepTab(event: KeyboardEvent, root: ShadowRoot, card: HTMLElement): void {
  if (event.key !== 'Tab') return;
  const stops = [...root.querySelectorAll<HTMLInputElement>('a,button,input,textarea')].filter((stop) =>
    stop.checkVisibility(),
  );
  const [first] = stops;
  const last = stops.at(-1);
  const active = root.activeElement as HTMLInputElement | null;
  // Radios of one name are one stop.
  const isOfFirst = (stop: HTMLInputElement): boolean => stop.name !== '' && stop.name === first?.name;
  const isFirst = !active || active === card || active === first || isOfFirst(active);
  if (event.shiftKey ? !isFirst : active !== last) return;
  event.preventDefault();
  (event.shiftKey ? last : (stops.find((stop) => stop.checked && isOfFirst(stop)) ?? first))?.focus();
}
