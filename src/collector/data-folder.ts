import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What the data folder holds. */
export interface DataFolder {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Absolute path of the database. */
  readonly database: string;
  readonly token: string;
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file, not a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'its token is a folder, not a file',
  ENOENT: 'no folder can be made there',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

// Not mkdir's own `recursive`: in Node 20 that never returns where a file system refuses folders with ENOENT (/proc).
function makeFolder(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) return;
  try {
    mkdirSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    mkdirSync(path);
  }
}

function readOrMakeToken(path: string): string {
  try {
    // Fails if there is one already, so that two collectors that start together share the first one's.
    writeFileSync(path, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

/** The data folder at `path`, made if there is none, with its token; or the sentence that says why it cannot be used. */
export function openDataFolder(path: string, token?: string): DataFolder | { readonly problem: string } {
  const folder = resolve(path);
  try {
    makeFolder(folder);
    const stored = token ?? readOrMakeToken(join(folder, 'token'));
    if (!/^[\w.~+/=-]{8,}$/.test(stored))
      return { problem: `The file ${join(folder, 'token')} holds no token: delete it and a new one is made.` };
    return { folder, database: join(folder, 'earshot.db'), token: stored };
  } catch (error) {
    const reason = reasons[codeOf(error) ?? ''] ?? String((error as Error).message);
    return { problem: `--data "${path}" cannot be used: ${reason}; it must be a folder that can be written to.` };
  }
}
