import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Something that was mounted. */
export interface Mounted {
  readonly unmount: () => void;
}

/** Mounts an empty file system in memory over `folder`, with these options of tmpfs. */
export function mountMemory(folder: string, options: string): Mounted {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    throw new Error(
      'These tests mount small and read-only disks, which takes Linux and root. Without root, run them by ' +
        '`unshare --map-root-user --mount npx vitest run src/collector/faults`.',
      { cause: error },
    );
  }
  return { unmount: () => void execFileSync('umount', ['-l', folder]) };
}

/** A file that takes all room on the disk of `folder`, but for so many bytes. */
export function fillDisk(folder: string, leaveBytes = 0): { readonly free: () => void } {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  const block = Buffer.alloc(4096);
  let size = 0;
  try {
    for (;;) size += writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    ftruncateSync(file, Math.max(0, size - leaveBytes));
  } finally {
    closeSync(file);
  }
  return { free: () => rmSync(path) };
}
