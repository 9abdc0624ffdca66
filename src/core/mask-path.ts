// In an address these are people or secrets, not places: e-mail addresses, long numbers, long tokens with a digit.
const masks = /[^/?&=#]*(@|%40)[^/?&=#]*|\d{6,}|(?=[\w-]*\d)[\w-]{20,}/gi;

/** A path, perhaps with a query and a fragment, in which everything that may identify a person is replaced by `*`. */
export const maskPath = (path: string): string => path.replace(masks, '*');
