const key = 'earshot:token';

/** Where the page keeps the token between reloads; where storage is blocked, each reload asks for it again. */
export interface TokenPlace {
  readonly read: () => string | undefined;
  readonly write: (token: string | undefined) => void;
}

/** The token in this tab's session storage. */
export const sessionToken: TokenPlace = {
  read: () => {
    try {
      return sessionStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write: (token) => {
    try {
      if (token === undefined) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, token);
    } catch {
      // Storage is blocked: the token lives as long as the page.
    }
  },
};

/** The token in an address's fragment, as the collector prints it. */
export function parseTokenFragment(fragment: string): string | undefined {
  // Not URLSearchParams: there a plus sign, which a token may hold, is a space.
  const text = /^#(?:.*&)?token=([^&]+)/.exec(fragment)?.[1];
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Takes the token out of the address, so that neither history nor a copied address holds it. */
export function takeToken(): string | undefined {
  const token = parseTokenFragment(location.hash);
  if (token !== undefined) history.replaceState(null, '', location.pathname + location.search);
  return token;
}
