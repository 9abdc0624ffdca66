import { useCallback, useEffect, useState } from 'preact/hooks';
import { parseView, printView, type View } from './view.ts';

/**
 * What the address asks for, and what changes it: the back button leads to what was looked at before, but not through
 * each step of something that is being typed.
 */
export function useView(): readonly [View, (view: View, isOneStep?: boolean) => void] {
  const [view, setView] = useState(() => parseView(location.search));
  const change = useCallback((next: View, isOneStep = false) => {
    const address = location.pathname + printView(next);
    if (isOneStep) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    setView(next);
  }, []);
  useEffect(() => {
    const read = (): void => setView(parseView(location.search));
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  return [view, change];
}
