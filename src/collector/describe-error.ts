import type { LogDetails } from './log.ts';

/**
 * An error as particulars of a log line. Its message is among them only where it comes from the disk or the database:
 * any other may quote what was sent.
 */
export function describeError(error: unknown): LogDetails {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as NodeJS.ErrnoException;
  const isOfDisk = typeof code === 'string' && /^(SQLITE_[A-Z_]+|E[A-Z0-9]+)$/.test(code);
  // The first lines of a stack repeat the message; those that say where begin so.
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    code: isOfDisk ? code : undefined,
    message: isOfDisk ? error.message : undefined,
    at: places.slice(0, 4).join(' ').replaceAll(/\s+/g, ' ').trim() || undefined,
  };
}
