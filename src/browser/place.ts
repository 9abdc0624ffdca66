import type { Place } from '../core/page-pattern.ts';

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Where the page is now. What cannot be decoded stays as it is. */
export const readPlace = (): Place => ({
  path: decode(location.pathname.replace(/(.)\/$/, '$1')),
  fragment: decode(location.hash),
});
