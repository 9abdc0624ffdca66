// In an address these are people or secrets, not places: e-mail addresses, long numbers, long tokens with digits.
const masks: readonly RegExp[] = [/[^/]*(?:@|%40)[^/]*/gi, /\d{6,}/g, /(?=[\w-]*\d)[\w-]{20,}/g];

/** A path with everything in it that may identify a person replaced by `*`. */
export const maskPath = (path: string): string => masks.reduce((masked, mask) => masked.replace(mask, '*'), path);
