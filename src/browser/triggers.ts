import { parseDuration } from '../core/duration.ts';
import type { WatchChunk } from '../core/ports.ts';

/** Watches for one trigger until `signal` aborts; `value` is what stands behind its colon. */
type Arm = (fire: () => void, value: string, signal: AbortSignal) => void;

const quietly = (signal: AbortSignal): AddEventListenerOptions => ({ signal, capture: true, passive: true });

const click: Arm = (fire, selector, signal) => {
  const onClick = ({ target }: Event): void => {
    if ((target as Element).closest?.(selector)) fire();
  };
  // A bad selector throws here, and not under the visitor's finger.
  document.querySelector(selector);
  addEventListener('click', onClick, quietly(signal));
};

/** At least half of an element that fits is in the window; elements may come later. */
const visible: Arm = (fire, selector, signal) => {
  const seen = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && fire(), {
    threshold: 0.5,
  });
  const look = (): void => document.querySelectorAll(selector).forEach((element) => seen.observe(element));
  const added = new MutationObserver(look);
  look();
  added.observe(document, { subtree: true, childList: true });
  signal.addEventListener('abort', () => {
    seen.disconnect();
    added.disconnect();
  });
};

/** The visitor has scrolled until the end of the window came so far down the page. */
const scroll: Arm = (fire, share, signal) => {
  const look = (): void => {
    if (scrollY + innerHeight >= (parseInt(share, 10) / 100) * document.documentElement.scrollHeight) fire();
  };
  addEventListener('scroll', look, quietly(signal));
};

/** The page has been visible for so long; no timer runs while it is not. */
const time: Arm = (fire, duration, signal) => {
  let leftMs = parseDuration(duration) ?? 0;
  let since: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    const now = performance.now();
    if (since !== undefined) leftMs -= now - since;
    since = document.hidden ? undefined : now;
    if (!document.hidden) timer = setTimeout(fire, leftMs);
  };
  document.addEventListener('visibilitychange', look, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  look();
};

// A finger that flicks back up by half a window in this time is on its way out.
const flickMs = 500;

/** The mouse leaves through the top of the window; on a touch screen the visitor flicks back up. */
const exit: Arm = (fire, _, signal) => {
  const onLeave = ({ clientY }: MouseEvent): void => {
    if (clientY <= 0) fire();
  };
  document.documentElement.addEventListener('mouseleave', onLeave, { signal });
  if (!matchMedia('(pointer:coarse)').matches) return;
  let turn = { y: scrollY, at: performance.now() };
  let lastY = scrollY;
  const onScroll = (): void => {
    const now = performance.now();
    // The way up is measured from where it began, or from where it was half a second ago.
    if (scrollY > lastY || now - turn.at > flickMs) turn = { y: scrollY, at: now };
    lastY = scrollY;
    if (turn.y - scrollY >= innerHeight / 2) fire();
  };
  addEventListener('scroll', onScroll, quietly(signal));
};

const arms: Readonly<Record<string, Arm>> = { click, visible, scroll, time, exit };

/** What a page does before or after it changes its address. */
function watchAddress(onAddress: () => void, signal: AbortSignal): void {
  for (const type of ['popstate', 'hashchange', 'click', 'keyup'])
    // The page may change its address in a listener of its own.
    addEventListener(type, () => setTimeout(onAddress), quietly(signal));
  const observer = new MutationObserver(onAddress);
  observer.observe(document, { subtree: true, childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
}

/** See `WatchChunk`: of triggers every click counts, all else once. */
export const arm: WatchChunk['arm'] = (watching) => {
  const { surveys, fire, onAddress, warn, signal } = watching;
  watching.leaving?.abort();
  const leaving = new AbortController();
  watching.leaving = leaving;
  const { signal: left } = leaving;
  signal.addEventListener('abort', () => leaving.abort(), { signal: left });
  for (const trigger of new Set(surveys.flatMap((survey) => survey.trigger))) {
    const [, kind = '', value = ''] = /^(\w+):?(.*)$/s.exec(trigger) ?? [];
    const end = new AbortController();
    left.addEventListener('abort', () => end.abort());
    const once = (): void => {
      if (kind !== 'click') end.abort();
      fire(trigger);
    };
    try {
      arms[kind]?.(once, value, end.signal);
    } catch {
      warn('selector', trigger);
    }
  }
  if (!('navigation' in window)) watchAddress(onAddress, left);
};
