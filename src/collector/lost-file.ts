import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Which files a database was opened as: those at its path, by device and number, whatever is put there later. */
export interface DatabaseFiles {
  readonly main: string | undefined;
  /** What was committed and is not in the main file yet. */
  readonly wal: string | undefined;
  /** The disk that its folder is on, or would be made on. */
  readonly disk: number | undefined;
}

/** How the files of an open database stand: see `decidePlace`. */
export type Place = 'here' | 'gone' | 'away' | 'stranger';

function identify(path: string): { readonly dev: number; readonly ino: number } | undefined {
  try {
    return statSync(path);
  } catch {
    // Gone, or out of reach, which is the same to the next start.
    return undefined;
  }
}

function nameOf(path: string): string | undefined {
  const found = identify(path);
  return found && `${found.dev}:${found.ino}`;
}

function diskOf(folder: string): number | undefined {
  const found = identify(folder);
  return found || dirname(folder) === folder ? found?.dev : diskOf(dirname(folder));
}

/** The files of the database at `path` as they are now. */
export const readFiles = (path: string): DatabaseFiles => ({
  main: nameOf(path),
  wal: nameOf(`${path}-wal`),
  disk: diskOf(dirname(path)),
});

/**
 * How the files of an open database stand: `here`; `gone` from a disk that is here; `away`, where another disk is in the
 * place of theirs; or replaced by those of a `stranger`. SQLite goes on writing into a file that was deleted or moved
 * away, and says nothing of it.
 */
export function decidePlace(opened: DatabaseFiles, now: DatabaseFiles): Place {
  if (now.main === opened.main && now.wal === opened.wal) return 'here';
  // What is put onto that other disk would be hidden once theirs is back.
  if (now.disk !== opened.disk) return 'away';
  const isOurs = (name: 'main' | 'wal'): boolean => now[name] === undefined || now[name] === opened[name];
  return isOurs('main') && isOurs('wal') ? 'gone' : 'stranger';
}
