/**
 * What a visitor takes for a page: the path, and the fragment where that is a route (`#/…`, `#!…`) and not a place on
 * the page.
 */
const readRoute = (): string => location.pathname + (/^#[!/]/.test(location.hash) ? location.hash : '');

/**
 * Returns what compares the route with the one before, and calls back where it is another. The Navigation API calls it
 * by itself; without one the page has to be listened to. The page's history object stays untouched.
 */
export function watchRoute(callback: () => void, signal: AbortSignal): () => void {
  let route = readRoute();
  const look = (): void => {
    if (route !== (route = readRoute())) callback();
  };
  (window as { readonly navigation?: EventTarget }).navigation?.addEventListener('currententrychange', look, {
    signal,
  });
  return look;
}
