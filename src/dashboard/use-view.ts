import { useCallback, useEffect, useState } from 'preact/hooks';
import { parseView, printView, type View } from './view.ts';

/** What the address asks for, and what changes it: the back button leads to what was looked at before. */
export function useView(): readonly [View, (view: View) => void] {
  const [view, setView] = useState(() => parseView(location.search));
  const change = useCallback((next: View) => {
    history.pushState(null, '', location.pathname + printView(next));
    setView(next);
  }, []);
  useEffect(() => {
    const read = (): void => setView(parseView(location.search));
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  return [view, change];
}
