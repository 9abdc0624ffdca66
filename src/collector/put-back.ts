import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

function waitForDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Has `makeCopy` write the file at `path`, with its folder where that is gone too, and waits until both are on disk. */
export function rescue(path: string, makeCopy: (path: string) => void): void {
  if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
  makeCopy(path);
  waitForDisk(path);
  waitForDisk(dirname(path));
}

/**
 * Makes the copy of a database the one at `path`; throws where somebody else was faster and put a file there. What the
 * lost one has left beside it is in the copy already, and must not be read into it a second time.
 */
export function putBack(copy: string, path: string, isMainLeft: boolean): void {
  for (const rest of ['-wal', '-shm']) rmSync(path + rest, { force: true });
  if (isMainLeft) renameSync(copy, path);
  else {
    // Not renamed: that would overwrite.
    linkSync(copy, path);
    rmSync(copy);
  }
  waitForDisk(dirname(path));
}
