import { parseHistory, type History } from '../history.ts';
import type { PageView } from '../sample-storage.ts';
import type { World } from './world.ts';

/** A history, and the page views of the visit that it knows of. */
export interface KnownHistory {
  readonly history: History;
  readonly pages: readonly PageView[];
}

interface StoredHistory extends KnownHistory {
  /** When it was written, by the browser's clock. */
  readonly at: number;
}

const viewKey = 'view';
/** Where the durable history stands on the disk. */
export const durableKey = 'history';

/** A history as it is read at `now`; parsed where that makes a difference: after the clock was set back. */
export function readStored(raw: unknown, now: number): KnownHistory {
  if (!raw) return { history: parseHistory(undefined, now), pages: [] };
  const { history, pages, at } = raw as StoredHistory;
  return { history: at > now ? parseHistory(JSON.stringify(history), now) : history, pages };
}

/** A history as it is stored. */
export const store = (history: History, pages: readonly PageView[], at: number): StoredHistory => ({
  history,
  pages,
  at,
});

/** What every page reads of the past. */
export const readView = ({ local, clock }: World): KnownHistory => readStored(local.read(viewKey), clock());

export const writeView = ({ local, clock }: World, history: History, pages: readonly PageView[]): void =>
  local.write(viewKey, store(history, pages, clock()));

export const eraseView = ({ local }: World): void => local.write(viewKey, undefined);

const visitPauseMs = 30 * 6e4;

/** Whether a page view goes on with a visit: by the clock as it was, and as it has been set since. */
export function goesOn(page: PageView, visit: readonly PageView[]): boolean {
  const last = visit.at(-1);
  return !!last && page.at - last.at < visitPauseMs && page.firstAt - last.firstAt < visitPauseMs;
}
