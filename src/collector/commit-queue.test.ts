import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeCommitQueue, QueueFullError, standardLimits, type Commit } from './commit-queue.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const diskFull = new Error('SQLITE_FULL');

/** A queue over a disk that takes all rows but those in `refused`. */
function makeQueue(refused: readonly string[] = [], limits = standardLimits) {
  const commits: (readonly string[])[] = [];
  const told: Commit[] = [];
  const disk = { isFull: false };
  const queue = makeCommitQueue<string, string>(
    {
      commit(rows) {
        commits.push(rows);
        if (disk.isFull) throw diskFull;
        if (rows.some((row) => refused.includes(row))) throw new Error('of a row');
        return rows.map((row) => `${row} is kept`);
      },
      isOfRow: (error) => error !== diskFull,
      onCommit: (commit) => told.push(commit),
    },
    limits,
  );
  return { queue, commits, told, disk };
}

const settle = (promises: readonly Promise<string>[]): Promise<string[]> =>
  Promise.all(promises.map((one) => one.catch(String)));

test('commits together what arrives within five milliseconds, and says so only then', async () => {
  const { queue, commits, told } = makeQueue();
  const settled = vi.fn<() => void>();
  const first = queue.add('a', 1).then(settled);
  await vi.advanceTimersByTimeAsync(4);
  const second = queue.add('b', 1);
  expect([queue.depth(), commits]).toEqual([2, []]);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await Promise.all([first, second]);
  expect([queue.depth(), commits]).toEqual([0, [['a', 'b']]]);
  expect(told).toMatchObject([{ rows: 2, tookMs: 5 }]);
});

test('waits for nobody once 64 rows are there, and takes no more in one commit', async () => {
  const { queue, commits, told } = makeQueue();
  const added = Array.from({ length: 130 }, (_, index) => queue.add(`${index}`, 1));
  await vi.runAllTimersAsync();
  await Promise.all(added);
  expect(commits.map((rows) => rows.length)).toEqual([64, 64, 2]);
  expect(told[0]).toEqual({ rows: 64, tookMs: 0 });
});

test('lets one bad row take no other with it', async () => {
  const { queue, commits } = makeQueue(['b']);
  const added = settle(['a', 'b', 'c'].map((row) => queue.add(row, 1)));
  await vi.advanceTimersByTimeAsync(5);
  expect(await added).toEqual(['a is kept', 'Error: of a row', 'c is kept']);
  expect(commits).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
});

test('refuses all at once where the disk takes nothing, and goes on when it does again', async () => {
  const { queue, commits, disk } = makeQueue();
  disk.isFull = true;
  const added = settle([queue.add('a', 1), queue.add('b', 1)]);
  await vi.advanceTimersByTimeAsync(5);
  expect(await added).toEqual([String(diskFull), String(diskFull)]);
  disk.isFull = false;
  const next = queue.add('c', 1);
  await vi.advanceTimersByTimeAsync(5);
  await next;
  expect(commits).toEqual([['a', 'b'], ['c']]);
});

test.each([
  ['rows', { mostWaitingRows: 2 }, 1],
  ['bytes', { mostWaitingBytes: 20 }, 10],
])('refuses what would be too many %s at once, and loses nothing of what waits', async (_, limit, bytes) => {
  const { queue } = makeQueue([], { ...standardLimits, ...limit });
  const added = [queue.add('a', bytes), queue.add('b', bytes)];
  await expect(queue.add('c', bytes)).rejects.toThrow(QueueFullError);
  await vi.advanceTimersByTimeAsync(5);
  await Promise.all(added);
  const next = queue.add('d', bytes);
  await vi.advanceTimersByTimeAsync(5);
  await next;
});

test('commits what waits before it is taken down', async () => {
  const { queue, commits } = makeQueue();
  const added = Array.from({ length: 70 }, (_, index) => queue.add(`${index}`, 1));
  queue.drain();
  await Promise.all(added);
  expect([commits.map((rows) => rows.length), vi.getTimerCount()]).toEqual([[64, 6], 0]);
});
