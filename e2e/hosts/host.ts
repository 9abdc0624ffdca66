import type { Page } from '@playwright/test';

/** A page built with something that nobody here wrote. */
export interface Host {
  readonly name: string;
  /** Files of packages, in the order of the head: style sheets and plain scripts. */
  readonly files?: readonly string[];
  /** Files of packages that its pages ask for in a way of their own, under `/packages/`. */
  readonly served?: readonly string[];
  /** A style sheet that is made from a package. */
  readonly makeSheet?: () => Promise<string>;
  /** What else is in the head, after the files. */
  readonly head?: string;
  /** A script in `apps/`, bundled; it runs in the head, as one that knows no strict mode. */
  readonly library?: string;
  /** A module script in `apps/`, bundled; it runs after the markup. */
  readonly app?: string;
  /** How it is bundled. @default 'production' */
  readonly mode?: 'production' | 'development';
  /** The bodies of its pages; `/` is where a visit begins. Routes of an app have the same body. */
  readonly pages: Readonly<Record<string, string>>;
  /** What the host does by itself, as assertions that hold with and without the widget; leaves the page as it was. */
  readonly play: (page: Page) => Promise<void>;
  /** Own names that the host itself writes down where anybody listens. */
  readonly notes?: RegExp;
}

/** A page of a shop, as plain as it can be. */
export const plainShop = `<header><nav><a href="/">Teas</a> <a href="/pots">Pots</a></nav></header>
<main><h1>Tea shop</h1><p>Leaves from four gardens.</p>
<form id="order" action="/ordered"><label>Name <input name="name" required></label>
<label>Grams <input name="grams" type="number" min="50" value="100"></label>
<label><input type="checkbox" name="gift"> As a gift</label>
<select name="tea" aria-label="Tea"><option>Green<option>Black</select>
<button>Order</button></form>
<table><tr><th>Tea<th>Price<tr><td>Green<td>5</table>
<details><summary>Delivery</summary><p>Two days.</p></details></main>`;
