import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { idOf, sampleResponse } from '../sample-response.ts';
import { newFolder, readRows, startChild, type Child } from './child.ts';
import { fillDisk, mountMemory, type Mounted } from './small-disk.ts';

const site = 'acme.example';
let folder = '';
let mounted: Mounted[] = [];

beforeEach(() => {
  folder = newFolder();
  mounted = [mountMemory(folder, 'size=4m')];
});

afterEach(() => {
  for (const { unmount } of mounted.toReversed()) unmount();
  rmSync(folder, { recursive: true });
});

const post = async (child: Child, index: number): Promise<number> => {
  const answer = await child.post(sampleResponse({ id: idOf(index), comment: 'x'.repeat(2000) }));
  await answer.arrayBuffer();
  return answer.status;
};

const becomes = (child: Child, status: number): Promise<void> =>
  vi.waitFor(async () => expect(await child.readiness()).toBe(status), { timeout: 1000, interval: 20 });

/** Posts until one is refused, and looks at how. */
async function expectRefusal(child: Child, from: number): Promise<number> {
  let index = from;
  // A log that was longer before takes some rows without more room.
  while ((await post(child, index)) === 202) index++;
  const answer = await child.post(sampleResponse({ id: idOf(index) }));
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  return index;
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => idOf(index));

test('refuses while the disk is full, says so within a second, and loses nothing', async () => {
  const child = await startChild(folder);
  expect(await post(child, 0)).toBe(202);
  const filler = fillDisk(folder);
  await becomes(child, 503);
  const taken = await expectRefusal(child, 1);
  expect((await child.get('/healthz')).status).toBe(200);
  expect((await readRows(child, site)).size).toBe(taken);
  filler.free();
  await becomes(child, 200);
  expect(await post(child, taken)).toBe(202);
  await child.kill('SIGKILL');
  const next = await startChild(folder);
  expect([...(await readRows(next, site)).keys()].sort()).toEqual(ids(taken + 1));
  await next.kill('SIGINT');
});

test('is not ready while there is room for a few bytes only', async () => {
  const child = await startChild(folder);
  await becomes(child, 200);
  const filler = fillDisk(folder, 32 * 1024);
  // What the log has room for already is overwritten first.
  await becomes(child, 503);
  filler.free();
  await becomes(child, 200);
  await child.kill('SIGINT');
});

test('refuses while a read-only disk is mounted over its folder, and goes on when it is gone', async () => {
  const data = join(folder, 'data');
  const child = await startChild(data);
  expect(await post(child, 0)).toBe(202);
  mounted.push(mountMemory(data, 'ro'));
  await becomes(child, 503);
  expect(await expectRefusal(child, 1)).toBe(1);
  expect(child.lines).toContainEqual(expect.objectContaining({ event: 'database lost', level: 'error' }));
  mounted.pop()?.unmount();
  await becomes(child, 200);
  expect(await post(child, 2)).toBe(202);
  await child.kill('SIGKILL');
  const next = await startChild(data);
  expect([...(await readRows(next, site)).keys()]).toEqual(expect.arrayContaining([idOf(0), idOf(2)]));
  await next.kill('SIGINT');
});

test('puts nothing onto another disk that takes the place of its own', async () => {
  const data = join(folder, 'data');
  const child = await startChild(data);
  expect(await post(child, 0)).toBe(202);
  mounted.push(mountMemory(data, 'size=4m'));
  // By the second one it has had the time to do something about the first.
  for (const index of [1, 2]) expect(await post(child, index)).toBe(503);
  expect(readdirSync(data)).toEqual([]);
  mounted.pop()?.unmount();
  await becomes(child, 200);
  expect(await post(child, 3)).toBe(202);
  await child.kill('SIGKILL');
  const next = await startChild(data);
  expect([...(await readRows(next, site)).keys()]).toEqual(expect.arrayContaining([idOf(0), idOf(3)]));
  await next.kill('SIGINT');
});

test('does not start on a read-only disk, and says why', async () => {
  const data = join(folder, 'data');
  mkdirSync(data);
  mounted.push(mountMemory(data, 'ro'));
  await expect(startChild(data)).rejects.toThrow(`--data "${data}" cannot be used: the disk is read-only`);
});
