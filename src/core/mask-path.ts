/**
 * A path, perhaps with a query and a fragment, of at most 2,000 characters, in which everything that may identify a person
 * is replaced by `*`: e-mail addresses, also encoded more than once; tokens of 20 characters in which letters touch digits,
 * as they do in few words; numbers of six digits in a row, or of nine with marks between them, as telephones, cards and
 * accounts have.
 */
export const maskPath = (path: string): string =>
  path
    .slice(0, 2e3)
    .replace(/[^/?&=#]*(@|%(25)*40)[^/?&=#]*|(?=[\w-]*(\d[a-z]|[a-z]\d))[\w-]{20,}|(\d[-. +_]?){8,}\d|\d{6,}/gi, '*');
