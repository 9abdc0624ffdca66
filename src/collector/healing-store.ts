import { describeError } from './describe-error.ts';
import type { Log } from './log.ts';
import { decidePlace, readFiles, type DatabaseFiles } from './lost-file.ts';
import { putBack, rescue } from './put-back.ts';
import type { OpenedStore, SqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

/** The database is not at its path any more: what was written would not be there after the next start. */
export class LostFileError extends Error {
  override readonly name = 'LostFileError';
}

// A loss without requests is noticed, and healing tried again, so often.
const lookEveryMs = 1000;

interface Parts {
  readonly path: string;
  readonly open: () => OpenedStore;
  readonly log: Log;
}

/** The store that is in use, and the way from a lost file to one that is there. */
function makeHealer({ path, open, log }: Parts, first: SqliteStore) {
  let current = first;
  let files = readFiles(path);
  let isLost = false;
  let isRescued = false;
  /** What was put at the path and could not be opened yet. */
  let placed: DatabaseFiles | undefined;

  const copyRows = (): string => {
    const copy = `${path}.rescued-${Date.now()}`;
    rescue(copy, current.copyTo);
    return copy;
  };
  const place = (isMainLeft: boolean): void => {
    putBack(copyRows(), path, isMainLeft);
    placed = readFiles(path);
  };
  const reopen = (): void => {
    const opened = open();
    if ('problem' in opened) return log('error', 'rescued database cannot be opened', { problem: opened.problem });
    const lost = current;
    current = opened.store;
    files = readFiles(path);
    isLost = isRescued = false;
    placed = undefined;
    log('warn', 'database healed', { path });
    // Who waits for it to write is refused: it writes where nothing will be read.
    lost.close().catch((error: unknown) => log('warn', 'lost database not closed', describeError(error)));
  };
  const heal = (): void => {
    const now = readFiles(path);
    if (placed?.main !== undefined && placed.main === now.main) return reopen();
    const standing = decidePlace(files, now);
    if (standing === 'gone') {
      place(now.main !== undefined);
      reopen();
    } else if (standing === 'stranger' && !isRescued) {
      const copy = copyRows();
      isRescued = true;
      log('error', 'database replaced by another file; rows kept beside it', { path, copy });
    }
  };

  return {
    current: () => current,
    /** Whether all is in its place. */
    isHere(): boolean {
      const standing = decidePlace(files, readFiles(path));
      const wasLost = isLost;
      isLost = standing !== 'here';
      if (isLost && !wasLost) log('error', 'database lost', { path, place: standing });
      if (wasLost && !isLost) log('warn', 'database is back', { path });
      if (!isLost) isRescued = false;
      return !isLost;
    },
    /** Does what can be done; what fails is tried again at the next look. */
    heal(): void {
      try {
        heal();
      } catch (error) {
        log('error', 'database could not be healed', { path, ...describeError(error) });
      }
    },
  };
}

/**
 * The store that `open` opens at `path`, watched: where its file is deleted, moved or replaced, nothing is acknowledged
 * until all rows are in a file at that path again, which is tried at once and then each second. A file that somebody
 * else put there is left alone; then the rows are kept beside it, and the store stays out of order.
 */
export function openHealingStore(parts: Parts): { readonly store: Store } | { readonly problem: string } {
  const listeners = new Set<() => void>();
  const open = (): OpenedStore => {
    const opened = parts.open();
    if ('store' in opened)
      opened.store.onCommit(() => {
        for (const listener of listeners) listener();
      });
    return opened;
  };
  const opened = open();
  if ('problem' in opened) return opened;
  const healer = makeHealer({ ...parts, open }, opened.store);
  let soon: NodeJS.Immediate | undefined;
  let isChecked = false;

  const look = (): boolean => {
    if (healer.isHere()) return true;
    // Not at once: answers that wait are to go out first.
    soon ??= setImmediate(() => {
      soon = undefined;
      if (!healer.isHere()) healer.heal();
    });
    return false;
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();

  const check = (used: Store): void => {
    // Rows of one commit are told of it in one go: one look does for them, and none for the next commit.
    if (!isChecked && look()) {
      isChecked = true;
      queueMicrotask(() => (isChecked = false));
    }
    if (!isChecked || used !== healer.current()) throw new LostFileError('the database is not at its path');
  };
  const watched = Object.keys(opened.store).map((name) => [
    name,
    (...given: readonly unknown[]): unknown => {
      const used = healer.current();
      const result = (used[name as keyof Store] as (...given: readonly unknown[]) => unknown)(...given);
      if (!(result instanceof Promise)) return result;
      return result.then((value: unknown) => {
        check(used);
        return value;
      });
    },
  ]);
  const store: Store = {
    ...(Object.fromEntries(watched) as SqliteStore),
    // Of whatever store is in use.
    onCommit(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      clearInterval(timer);
      clearImmediate(soon);
      if (!healer.isHere()) healer.heal();
      await healer.current().close();
    },
  };
  return { store };
}
