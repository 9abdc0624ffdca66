import { rmSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { makeSeeded } from '../../core/simulation/seeded.ts';
import { newFolder, readRows, startChild } from './child.ts';
import { until } from './kill-rounds.ts';
import { findLosses, startLoad } from './load.ts';

const data = newFolder();
afterEach(() => rmSync(data, { recursive: true, force: true }));

test('is not ready at once, serves on, and ends in ten seconds with nothing lost, when told to go under load', async () => {
  const child = await startChild(data);
  const load = startLoad(child, 'acme.example', 16, makeSeeded(3));
  await until(() => load.count() >= 100);
  const toldAt = performance.now();
  const ended = child.kill('SIGTERM');
  await vi.waitFor(async () => expect(await child.readiness()).toBe(503), { timeout: 1000, interval: 20 });
  const before = load.count();
  await until(() => load.count() >= before + 100);
  expect((await child.get('/healthz')).status).toBe(200);
  expect(await ended).toBe(0);
  const tookMs = performance.now() - toldAt;
  await load.stop();
  expect([tookMs > 2900, tookMs < 10_000, load.refused]).toEqual([true, true, []]);
  expect(child.lines.map(({ event }) => event)).toEqual(expect.arrayContaining(['stopping', 'not ready', 'stopped']));
  const next = await startChild(data);
  expect(findLosses(load.acknowledged, await readRows(next, 'acme.example'))).toEqual([]);
  const since = performance.now();
  // Whoever presses Ctrl+C does not wait for a balancer.
  expect(await next.kill('SIGINT')).toBe(0);
  expect(performance.now() - since).toBeLessThan(2900);
});
