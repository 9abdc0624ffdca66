// What the tests of kinds of values start from. No product code imports it.
import type { ValueType } from './values.ts';

/** The page that values are read on. */
export const sampleBase = 'https://shop.acme.example/shop/cart?x=1#top';

/** What no kind of value takes, but for the few that say so. */
export const never: readonly unknown[] = [null, undefined, true, {}, [], ''];

/** What a kind makes of a value; undefined where it refuses it, and to throw is to refuse. */
export function readValue(type: ValueType<unknown>, raw: unknown): unknown {
  try {
    return type(raw, sampleBase);
  } catch {
    return undefined;
  }
}
