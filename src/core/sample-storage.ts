// What a browser in memory stores, for tests: a view that all tabs share, what a tab keeps while it cannot write there,
// and the durable history. No product code imports it.
import type { History, parseHistory } from './history.ts';

/** A page view, by the clock and never after it, should that be set back later. */
export interface PageView {
  at: number;
  /** By the clock as it was then. */
  readonly firstAt: number;
}

/** A history, and the page views of the visit that it knows of. */
export interface Known {
  readonly history: History;
  readonly pages: readonly PageView[];
}

/** A document: what it keeps in memory while it cannot store it, and what it has read for a claim. */
export interface Tab {
  memory?: Stored | undefined;
  held?: Known | undefined;
  prompt?: unknown;
}

interface Stored extends Known {
  /** Since when, by the clock. */
  readonly at: number;
}

export interface SampleStorage {
  /** Whether pages can use `localStorage`; a full one can still be read. */
  mode: 'kept' | 'full' | 'blocked';
  readonly read: (tab: Tab) => Known;
  readonly write: (tab: Tab, known: Known) => void;
  readonly readDurable: () => Known;
  readonly writeDurable: (known: Known) => void;
  /** The last thing that was written to `localStorage` is lost. */
  readonly undo: () => void;
  /** Somebody deletes what is in `localStorage`. */
  readonly wipe: () => void;
}

export function openSampleStorage(parse: typeof parseHistory, now: () => number): SampleStorage {
  let shared: Stored | undefined;
  let sharedBefore: Stored | undefined;
  let durable: Stored | undefined;
  let nothing: Known | undefined;

  /** Parsed where that makes a difference: after the clock was set back. */
  const known = (stored: Stored | undefined): Known => {
    if (!stored) return (nothing ??= { history: parse(undefined, now()), pages: [] });
    const { history, pages, at } = stored;
    return { history: at > now() ? parse(JSON.stringify(history), now()) : history, pages };
  };
  const storage: SampleStorage = {
    mode: 'kept',
    read: ({ memory }) => known(memory ?? (storage.mode === 'blocked' ? undefined : shared)),
    write(tab, { history, pages }) {
      tab.memory = { history, pages, at: now() };
      if (storage.mode === 'kept') [sharedBefore, shared, tab.memory] = [shared, tab.memory, undefined];
    },
    readDurable: () => known(durable),
    writeDurable: ({ history, pages }) => void (durable = { history, pages, at: now() }),
    undo: () => void (shared = sharedBefore),
    wipe: () => void (sharedBefore = shared = undefined),
  };
  return storage;
}
