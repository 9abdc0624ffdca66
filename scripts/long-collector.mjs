// The long suites of the collector: kills under load, and mutated bodies. They drive the built collector and its sources,
// and are played by npm run long.
import { runnerImport } from 'vite';

const load = async (name) => (await runnerImport(`./src/collector/faults/${name}.ts`, { logLevel: 'error' })).module;

// What a run of any length may keep: more would be a leak of some bytes for each body.
const mostHeapGrowthBytes = 32 * 2 ** 20;
const mostResidentGrowthBytes = 128 * 2 ** 20;

/** Plays `play` and counts what it found as the suite `suite`. */
async function measure(suite, commit, standardRuns, play) {
  const seed = Number(process.env.LONG_SEED ?? Date.now() % 1e9);
  const runs = Number(process.env.LONG_RUNS ?? standardRuns);
  const since = Date.now();
  const violations = await play(runs, seed);
  for (const violation of violations.slice(0, 20)) console.error(`${suite}: ${violation}`);
  const seconds = Math.round((Date.now() - since) / 1e3);
  return { suite, runs, violations: Math.min(runs, violations.length), seed, seconds, commit };
}

/**
 * Plays both suites; what they came to is as long.json has it.
 * @param {string} commit
 */
export async function playCollector(commit) {
  const { playKills } = await load('kill-rounds');
  const { playFuzz } = await load('fuzz');
  const kills = await measure('collector-kill', commit, 200, async (runs, seed) => {
    const { acknowledged, violations } = await playKills(runs, seed);
    console.log(`collector-kill: ${acknowledged} responses were acknowledged, ${violations.length} rounds went wrong`);
    return violations;
  });
  const fuzz = await measure('collector-fuzz', commit, 1_000_000, async (runs, seed) => {
    const { statuses, violations, heapGrowthBytes, residentGrowthBytes } = await playFuzz(runs, seed);
    const grown = `heap grew by ${heapGrowthBytes} bytes, the process by ${residentGrowthBytes}`;
    console.log(`collector-fuzz: ${JSON.stringify(statuses)}; ${grown}`);
    const isFlat = heapGrowthBytes <= mostHeapGrowthBytes && residentGrowthBytes <= mostResidentGrowthBytes;
    return isFlat ? violations : [...violations, grown];
  });
  return [kills, fuzz];
}
