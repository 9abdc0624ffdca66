import { formatCookie, parseCookie } from '../core/cookie-text.ts';
import type { CookieChunk } from '../core/ports.ts';

// Browsers keep no cookie longer.
const longestSeconds = 400 * 86_400;

/** See `CookieChunk`: only instants, for as long as browsers keep a cookie. */
export const openCookie: CookieChunk['openCookie'] = ({ site, cookieDomain }) => {
  const name = `earshot-${encodeURIComponent(site)}`;
  const put = (value: string, maxAge: number): void => {
    const secure = location.protocol === 'https:' ? ';secure' : '';
    // Where cookies are blocked this throws in a sandboxed frame, and is silent elsewhere.
    try {
      document.cookie = `${name}=${value};domain=${cookieDomain};path=/;max-age=${maxAge};samesite=lax${secure}`;
    } catch {}
  };
  return {
    read() {
      try {
        const found = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
        return found ? parseCookie(found.slice(name.length + 1)) : undefined;
      } catch {
        return undefined;
      }
    },
    write: (history) => put(formatCookie(history), longestSeconds),
    erase: () => put('', 0),
  };
};
