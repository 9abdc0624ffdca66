import css from './prompt.css?inline';

/** The prompt's element in the page, its shadow root, and the ways in which it stays a guest. */
export interface Host {
  readonly root: ShadowRoot;
  /** Puts it into the top layer, above any z-index. */
  readonly show: () => void;
  /** Gives the focus back to where the visitor came from, if it is inside. */
  readonly returnFocus: () => void;
  readonly isHovered: () => boolean;
  readonly remove: () => void;
}

const keyEvents = ['keydown', 'keypress', 'keyup'] as const;

/** An element of our own below `<html>`, where it survives a replaced body. Escape inside calls `onEscape`. */
export function makeHost(onEscape: () => void, signal: AbortSignal): Host {
  const host = document.createElement('earshot-prompt');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  host.lang = 'en';
  host.dir = 'ltr';
  host.popover = 'manual';

  // The page sees our element as the target of typing inside: it would take letters for its own hotkeys.
  const keep = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.type === 'keydown' && event.key === 'Escape' && !event.isComposing) onEscape();
  };
  for (const name of keyEvents) host.addEventListener(name, keep, { signal });

  let before: Element | undefined;
  host.addEventListener(
    'focusin',
    ({ relatedTarget }) => {
      if (relatedTarget instanceof Element && relatedTarget !== host) before = relatedTarget;
    },
    { signal },
  );
  return {
    root,
    show() {
      document.documentElement.append(host);
      host.showPopover();
    },
    returnFocus() {
      if (root.activeElement && before?.isConnected) (before as HTMLElement).focus({ preventScroll: true });
    },
    isHovered: () => host.matches(':hover'),
    remove: () => host.remove(),
  };
}
