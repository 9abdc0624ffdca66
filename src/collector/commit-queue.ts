/** What waits for the disk, and how long it may. */
export interface CommitQueueLimits {
  /** How long the first of a commit waits for others, in ms. */
  readonly waitMs: number;
  /** How many rows a commit takes at most; so many do not wait. */
  readonly mostRows: number;
  /** How many rows may wait. */
  readonly mostWaitingRows: number;
  /** How many bytes may wait. */
  readonly mostWaitingBytes: number;
}

/** Fast enough for a visitor, and some fifty times as many rows a second as one commit each. */
export const standardLimits: CommitQueueLimits = {
  waitMs: 5,
  mostRows: 64,
  mostWaitingRows: 1000,
  mostWaitingBytes: 8 * 2 ** 20,
};

/** More waits than the disk can take: the sender is to try again later. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/** One that is committed: how many rows it held, and how long it took from its first row on. */
export interface Commit {
  readonly rows: number;
  readonly tookMs: number;
}

export interface CommitQueue<Row, Result> {
  /** Resolves once the row is durable; rejects with what kept it from that, or with `QueueFullError`. */
  readonly add: (row: Row, bytes: number) => Promise<Result>;
  /** Rows that wait. */
  readonly depth: () => number;
  /** Commits what waits, now. */
  readonly drain: () => void;
}

/** What a queue works with. */
export interface CommitQueueParts<Row, Result> {
  /** Makes all rows durable in one transaction and returns then, a result for each; throws where none of them is. */
  readonly commit: (rows: readonly Row[]) => readonly Result[];
  /** Whether an error of a commit is one row's own, so that the others may do without it; not so where the disk is full. */
  readonly isOfRow: (error: unknown) => boolean;
  readonly onCommit?: (commit: Commit) => void;
}

interface Waiting<Row, Result> {
  readonly row: Row;
  readonly bytes: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers rows that arrive close together, so that one wait for the disk does for all of them. */
export function makeCommitQueue<Row, Result>(
  { commit, isOfRow, onCommit }: CommitQueueParts<Row, Result>,
  { waitMs, mostRows, mostWaitingRows, mostWaitingBytes }: CommitQueueLimits = standardLimits,
): CommitQueue<Row, Result> {
  const waiting: Waiting<Row, Result>[] = [];
  let waitingBytes = 0;
  let firstAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;

  const settle = (several: readonly Waiting<Row, Result>[]): void => {
    try {
      const results = commit(several.map(({ row }) => row));
      for (const [index, { resolve }] of several.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (several.length > 1 && isOfRow(error)) for (const one of several) settle([one]);
      else for (const { reject } of several) reject(error);
    }
  };
  const flush = (): void => {
    clearTimeout(timer);
    clearImmediate(soon);
    timer = soon = undefined;
    const several = waiting.splice(0, mostRows);
    for (const { bytes } of several) waitingBytes -= bytes;
    if (several.length) {
      settle(several);
      onCommit?.({ rows: several.length, tookMs: performance.now() - firstAt });
    }
    // What else the process has to do comes between two commits.
    if (waiting.length) soon = setImmediate(flush);
  };
  return {
    add: (row, bytes) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= mostWaitingRows || waitingBytes + bytes > mostWaitingBytes)
          return reject(new QueueFullError('more responses wait than the disk can take'));
        if (!waiting.length) firstAt = performance.now();
        waiting.push({ row, bytes, resolve, reject });
        waitingBytes += bytes;
        timer ??= setTimeout(flush, waitMs);
        // Not at once: what came in with this one is read first.
        if (waiting.length >= mostRows) soon ??= setImmediate(flush);
      }),
    depth: () => waiting.length,
    drain() {
      while (waiting.length) flush();
    },
  };
}
