import type { TestInfo } from '@playwright/test';

/**
 * Runs so many rounds, each with a seed of its own, and tells the report what they came to: a round's text says what
 * was wrong with it. The suite is called as its file and project are, unless it is named. LONG_SEED repeats the rounds of an earlier run, LONG_RUNS sets how many there are.
 */
export async function count(
  info: TestInfo,
  standardRuns: number,
  round: (index: number, seed: number) => Promise<string | undefined>,
  suite?: string,
): Promise<readonly string[]> {
  const seed = Number(process.env.LONG_SEED ?? Date.now() % 1e9);
  const runs = Number(process.env.LONG_RUNS ?? standardRuns);
  const since = Date.now();
  const violations: string[] = [];
  for (let index = 0; index < runs; index++) {
    const wrong = await round(index, seed + index);
    if (wrong !== undefined) violations.push(`round ${index}: ${wrong}`);
  }
  const found = {
    ...(suite && { suite }),
    runs,
    violations: violations.length,
    seed,
    seconds: Math.round((Date.now() - since) / 1000),
  };
  info.annotations.push({ type: 'long', description: JSON.stringify(found) });
  return violations;
}
