import type { Kept } from '../ports.ts';
import type { Page } from './page.ts';
import type { Seeded } from './seeded.ts';
import type { Timeline } from './timeline.ts';

/** How storage behaves: as it should; no room left; a transaction now and then fails; no page can open it. */
export type DiskMode = 'well' | 'full' | 'failing' | 'blocked';

export const diskModes: readonly DiskMode[] = ['well', 'full', 'failing', 'blocked'];

/** A value that was replaced for good. */
export interface Commit {
  readonly page: Page;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Change = (stored: unknown) => unknown;

/**
 * The database that all tabs of a browser share. Each call is one transaction, and those of one store happen one after
 * the other, in the order of the calls; a page that is gone by then has no part in it, and one that goes right after
 * never hears that it is done.
 */
export interface Disk {
  mode: DiskMode;
  /** Some change came to nothing so far. */
  hasFailed: boolean;
  readonly responses: ReadonlyMap<string, Kept>;
  readonly state: ReadonlyMap<string, unknown>;
  readonly list: (page: Page) => Promise<readonly Kept[]>;
  readonly read: (page: Page, key: string) => Promise<unknown>;
  /** `onCommit` is called in the transaction, when nothing can take it back any more. */
  readonly change: (
    page: Page,
    store: 'responses' | 'state',
    key: string,
    how: Change,
    onCommit?: (commit: Commit) => void,
  ) => Promise<void>;
  /** The browser deletes everything. */
  readonly wipe: () => void;
}

/** What happens to a change: done, failed before or after it was worked out, or done and yet said to have failed. */
type Fate = 'done' | 'failed' | 'aborted' | 'doneUnheard';

export function makeDisk(
  timeline: Timeline,
  random: Seeded,
  onResponse: (commit: Commit) => void,
  onFailure: (page: Page) => void,
): Disk {
  const stores = { responses: new Map<string, unknown>(), state: new Map<string, unknown>() };
  const freeAt = { responses: 0, state: 0 };
  const heardAt = new Map<Page, number>();

  const latency = (): number => random.span(0.05, random.chance(0.02) ? 400 : 8);
  const transact = <T>(page: Page, store: keyof typeof stores, work: () => { readonly value: T } | undefined) =>
    new Promise<T>((resolve, reject) => {
      // A connection is opened first.
      const opened = heardAt.has(page) ? 0 : random.span(0.5, 40);
      if (!heardAt.has(page)) heardAt.set(page, 0);
      const begin = (): void => {
        freeAt[store] = Math.max(freeAt[store], timeline.now() + opened) + latency();
        timeline.after(freeAt[store] - timeline.now(), () => {
          if (page.state() === 'frozen') return void page.plan(0, begin);
          if (page.state() === 'gone') return;
          const done = disk.mode === 'blocked' ? void (disk.hasFailed = true) : work();
          const at = Math.max(heardAt.get(page) ?? 0, timeline.now() + latency());
          heardAt.set(page, at);
          page.plan(at - timeline.now(), () => (done ? resolve(done.value) : reject(new Error('No transaction'))));
        });
      };
      begin();
    });
  const fateOf = (isPut: boolean): Fate => {
    if (disk.mode === 'failing' && random.chance(0.4))
      return random.pick(['failed', 'aborted', 'aborted', 'doneUnheard']);
    return disk.mode === 'full' && isPut && random.chance(0.7) ? 'aborted' : 'done';
  };
  const read = <T>(page: Page, store: keyof typeof stores, what: () => T): Promise<T> =>
    transact(page, store, () => (fateOf(false) === 'failed' ? undefined : { value: what() }));

  const disk: Disk = {
    mode: 'well',
    hasFailed: false,
    responses: stores.responses as Map<string, Kept>,
    state: stores.state,
    list: (page) =>
      read(page, 'responses', () =>
        [...disk.responses.values()].sort((a, b) => (a.response.id < b.response.id ? -1 : 1)),
      ),
    read: (page, key) => read(page, 'state', () => stores.state.get(key)),
    change: (page, store, key, how, onCommit) =>
      transact(page, store, () => {
        const entries = stores[store];
        const early = fateOf(false);
        if (early === 'failed') return void onFailure(page);
        const before = entries.get(key);
        const after = how(before);
        const fate = early === 'done' ? fateOf(after !== undefined) : early;
        if (fate === 'aborted') return void onFailure(page);
        if (after === undefined) entries.delete(key);
        else entries.set(key, after);
        const commit = { page, key, before, after };
        if (store === 'responses' && !onCommit) onResponse(commit);
        onCommit?.(commit);
        return fate === 'doneUnheard' ? undefined : { value: undefined };
      }),
    wipe() {
      stores.responses.clear();
      stores.state.clear();
    },
  };
  return disk;
}
