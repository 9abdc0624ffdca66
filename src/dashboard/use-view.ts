import { useCallback, useEffect, useState } from 'preact/hooks';
import { parseView, printView, type View } from './view.ts';

/**
 * Goes on to another view, or to what is made of the one that the address holds now: what was begun a moment ago may know
 * an older one. `isOneStep`: the back button need not go through it.
 */
export type Go = (next: View | ((before: View) => View), isOneStep?: boolean) => void;

/**
 * What the address asks for, and what changes it: the back button leads to what was looked at before, but not through
 * each step of something that is being typed.
 */
export function useView(): readonly [View, Go] {
  const [view, setView] = useState(() => parseView(location.search));
  const change: Go = useCallback((next, isOneStep = false) => {
    const to = typeof next == 'function' ? next(parseView(location.search)) : next;
    const address = location.pathname + printView(to);
    if (isOneStep) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    setView(to);
  }, []);
  useEffect(() => {
    const read = (): void => setView(parseView(location.search));
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  return [view, change];
}
