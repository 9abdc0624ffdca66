import { maxComment } from './response.ts';

const encoder = new TextEncoder();

/** How many bytes a value takes in the JSON of a response. */
export const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

/** How many bytes a text takes between its quotes there; an undefined one none. */
export const textBytesOf = (text = ''): number => bytesOf(text) - 2;

/** As much of the beginning of a text as fits into `bytes` and 2,000 characters; no letter is cut in half. */
export function clipText(text: string, bytes: number): string {
  // Letter by letter only where something must go: this runs with every key.
  if (text.length <= maxComment && textBytesOf(text) <= bytes) return text;
  let length = 0;
  let left = bytes;
  for (const letter of text) {
    left -= textBytesOf(letter);
    if (left < 0 || length + letter.length > maxComment) break;
    length += letter.length;
  }
  return text.slice(0, length);
}
