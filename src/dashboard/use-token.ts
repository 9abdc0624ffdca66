import { useCallback, useEffect, useState } from 'preact/hooks';
import { sessionToken, takeToken } from './token.ts';

/** The token of this tab, and what changes it. */
export function useToken(): readonly [string | undefined, (token: string | undefined) => void] {
  const [token, setToken] = useState(() => {
    const taken = takeToken();
    if (taken !== undefined) sessionToken.write(taken);
    return taken ?? sessionToken.read();
  });
  const change = useCallback((next: string | undefined) => {
    sessionToken.write(next);
    setToken(next);
  }, []);
  useEffect(() => {
    // The printed address may be pasted into a tab that already shows this page: that loads nothing anew.
    const take = (): void => {
      const taken = takeToken();
      if (taken !== undefined) change(taken);
    };
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, [change]);
  return [token, change];
}
