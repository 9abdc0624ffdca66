import { test } from 'vitest';
import { dayMs } from '../duration.ts';
import { endure } from './outage.ts';
test('x', { timeout: 900_000 }, async () => {
  const bad: unknown[] = [];
  let n = 0;
  const end = Date.now() + 100_000;
  for (let seed = 991325360; Date.now() < end; seed++, n++) {
    const e = await endure(seed, 30 * dayMs);
    if (e.tooMany.length || e.lost.length || e.tooEarly.length) bad.push([seed, e.tooMany, e.lost, e.tooEarly]);
  }
  console.log(n, JSON.stringify(bad));
});
