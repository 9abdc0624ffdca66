const stillMs = 1e3;

const some = <T extends Element>(selector: string, is: (element: T) => boolean): boolean =>
  [...document.querySelectorAll<T>(selector)].some(is);

/** What has the focus, also inside of web components. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

const isRendered = (element: Element): boolean => element.getClientRects().length > 0;

/** A modal of the page is open. */
export const hasModal = (): boolean => !!document.querySelector(':modal') || some('[aria-modal=true]', isRendered);

/** No modal is open, nothing with `data-earshot-quiet` is rendered, and nothing of the page is heard. */
export const isContentCalm = (): boolean =>
  !hasModal() &&
  !some('[data-earshot-quiet]', isRendered) &&
  !some<HTMLMediaElement>('audio,video', ({ paused, muted, volume }) => !paused && !muted && volume > 0);

/**
 * Whether a prompt would not disturb: the tab is visible and focused, the content is calm, and nobody types (a frame
 * with the focus may be typed in), selects text or watches in full screen.
 */
export const isCalm = (): boolean =>
  document.hasFocus() &&
  !document.hidden &&
  !document.fullscreenElement &&
  !focused()?.matches(':read-write,iframe') &&
  !`${getSelection()}` &&
  isContentCalm();

/** Resolves a second after the last scrolling or pointer action; at once on a page that nobody has touched yet. */
export const stillness = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (!navigator.userActivation.hasBeenActive && !scrollX && !scrollY) return resolve();
    let timer: ReturnType<typeof setTimeout>;
    const end = new AbortController();
    const wait = ({ type, buttons }: Partial<PointerEvent> = {}): void => {
      // A pointer that only moves is on nobody's way.
      if (type === 'pointermove' && !buttons) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        end.abort();
        resolve();
      }, stillMs);
    };
    for (const type of ['scroll', 'pointerdown', 'pointerup', 'pointermove'])
      addEventListener(type, wait, { signal: end.signal, capture: true, passive: true });
    signal.addEventListener('abort', () => {
      end.abort();
      clearTimeout(timer);
    });
    wait();
  });
