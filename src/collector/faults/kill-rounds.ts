import { rmSync } from 'node:fs';
import { makeSeeded } from '../../core/simulation/seeded.ts';
import { newFolder, readRows, startChild } from './child.ts';
import { findLosses, startLoad } from './load.ts';

/** What rounds of kills came to. */
export interface KillResult {
  readonly acknowledged: number;
  /** By round: what was wrong after it. */
  readonly violations: readonly string[];
}

/** Resolves once `isSo`; rejects after a minute, in which anything but a hang has come to an end. */
export async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !isSo();) {
    if (Date.now() > end) throw new Error('waited for a minute in vain');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/**
 * Kills a collector (SIGKILL) in the midst of a load, at a moment that the seed tells, starts another one on what is left,
 * and compares with what was acknowledged. All rounds share a database; in the end every row of each is looked for again.
 */
export async function playKills(rounds: number, seed: number): Promise<KillResult> {
  const random = makeSeeded(seed);
  const data = newFolder();
  const violations: string[] = [];
  const all = new Map<string, ReadonlyMap<string, number>>();
  let acknowledged = 0;
  let child = await startChild(data);
  for (let round = 0; round < rounds; round++) {
    const site = `round-${round}.example`;
    const load = startLoad(child, site, 1 + random.below(32), random);
    const enough = Math.round(random.span(1, 400));
    await until(() => load.count() >= enough);
    await child.kill('SIGKILL');
    await load.stop();
    child = await startChild(data);
    all.set(site, load.acknowledged);
    acknowledged += load.count();
    const wrong = [
      ...findLosses(load.acknowledged, await readRows(child, site)),
      ...load.refused.map((status) => `answered ${status}`),
    ];
    if (wrong.length) violations.push(`round ${round}: ${wrong.join('; ')}`);
  }
  for (const [site, had] of all) {
    const lost = findLosses(had, await readRows(child, site));
    if (lost.length) violations.push(`${site} in the end: ${lost.join('; ')}`);
  }
  await child.kill('SIGINT');
  rmSync(data, { recursive: true });
  return { acknowledged, violations };
}
