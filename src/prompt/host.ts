import type { Looks } from './parts.ts';
import dark from './dark.css?inline';
import css from './prompt.css?inline';

/** The prompt's element in the page, its shadow root, and the ways in which it stays a guest. */
export interface Host {
  readonly root: ShadowRoot;
  /** Puts it into the top layer, above any z-index, or where its looks want it. */
  readonly show: (isOpened: boolean) => void;
  /** Gives the focus back to where the visitor came from, if it is inside. */
  readonly returnFocus: () => void;
  /** The visitor has the pointer or the focus on it. */
  readonly isHeld: () => boolean;
  readonly remove: () => void;
}

/** What an element of ours depends on. */
export interface HostOptions {
  /** A language tag. */
  readonly language: string;
  readonly looks: Looks | undefined;
  /** Styles of further parts. */
  readonly more: string | undefined;
  /** Escape was pressed inside. */
  readonly onEscape: () => void;
  readonly signal: AbortSignal;
}

/** Dark where the page's `color-scheme` says so; where it allows both or says nothing, the visitor decides. */
function isPageDark(): boolean {
  const { colorScheme } = getComputedStyle(document.documentElement);
  return (
    /dark|normal/.test(colorScheme) &&
    (!/light|normal/.test(colorScheme) || matchMedia('(prefers-color-scheme:dark)').matches)
  );
}

/** An element of our own below `<html>`, where it survives a replaced body. */
export function makeHost({ language, looks, more = '', onEscape, signal }: HostOptions): Host {
  const host = document.createElement('earshot-prompt');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  const { theme = 'auto' } = looks ?? {};
  const isDark = theme === 'auto' ? isPageDark() : theme === 'dark';
  sheet.replaceSync(css + (isDark ? dark : '') + more + (looks?.css(isDark) ?? ''));
  host.lang = language;
  host.dir = /^(ar|fa|he)/.test(language) ? 'rtl' : 'ltr';
  host.popover = 'manual';

  // The page sees our element as the target of typing inside: it would take letters for its own hotkeys.
  let isEscaping = false;
  for (const type of ['keydown', 'keypress', 'keyup'] as const)
    host.addEventListener(
      type,
      (event) => {
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        // Not before the key is up: the page would get the rest of the stroke. Escape in a composition ends that only.
        if (type === 'keydown') isEscaping = !event.isComposing;
        else if (isEscaping) onEscape();
      },
      { signal },
    );
  let before: EventTarget | null = null;
  host.addEventListener('focusin', ({ relatedTarget }) => (before = relatedTarget ?? before), { signal });
  return {
    root,
    show(isOpened) {
      // Looking for what takes the focus, a browser styles what is shown: that would be for nothing yet.
      host.style.display = 'none';
      document.documentElement.append(host);
      if (!looks) host.showPopover();
      host.style.display = '';
      root.adoptedStyleSheets.unshift(sheet);
      looks?.place(host, root, isOpened, signal);
    },
    returnFocus() {
      if (root.activeElement) (before as HTMLElement | null)?.focus({ preventScroll: true });
    },
    isHeld: () => !!root.activeElement || host.matches(':hover'),
    remove: () => host.remove(),
  };
}
