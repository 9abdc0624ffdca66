// long.json: what the long suites came to when they ran last, one entry for each suite.

/**
 * The results in a report of Playwright: each test that counted its rounds is the suite `FILE PROJECT`. A test that
 * broke off has counted nothing, and is an error.
 * @typedef {{ suite: string, runs: number, violations: number, seed: number, seconds: number, commit: string }} Result
 * @param {object} report
 * @param {string} commit
 * @returns {Result[]}
 */
export function readReport(report, commit) {
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
  return specsOf(report).flatMap(({ title, file, tests }) =>
    tests.map(({ projectName, annotations }) => {
      const counted = annotations.find(({ type }) => type === 'long');
      if (!counted) throw new Error(`“${title}” broke off in ${projectName}.`);
      const suite = `${file.replace(/^.*\/|\.spec\.ts$/g, '')} ${projectName}`;
      return { suite, ...JSON.parse(counted.description), commit };
    }),
  );
}

/**
 * The result in a report of Stryker: of all mutations that can run, those that no test noticed are violations. Without
 * dice there is no seed.
 * @param {{ files: Record<string, { mutants: { status: string }[] }> }} report
 * @param {number} seconds
 * @param {string} commit
 * @returns {Result}
 */
export function readMutations({ files }, seconds, commit) {
  const found = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const missed = found.filter((status) => ['Survived', 'NoCoverage'].includes(status)).length;
  const noticed = found.filter((status) => ['Killed', 'Timeout'].includes(status)).length;
  return { suite: 'mutation', runs: noticed + missed, violations: missed, seed: 0, seconds, commit };
}

/** Newer results take the place of older ones of the same suite; in the order of their names. */
export const mergeResults = (older, newer) =>
  [...new Map([...older, ...newer].map((result) => [result.suite, result])).values()].sort((a, b) =>
    a.suite < b.suite ? -1 : 1,
  );

/** What is wrong with the content of a long.json, in sentences. */
export function checkResults(results) {
  const wanted = {
    suite: 'string',
    runs: 'number',
    violations: 'number',
    seed: 'number',
    seconds: 'number',
    commit: 'string',
  };
  const problems = results.flatMap((result, index) => [
    ...Object.entries(wanted)
      .filter(([key, type]) => typeof result[key] !== type)
      .map(([key, type]) => `Entry ${index} has no ${key} that is a ${type}.`),
    ...Object.keys(result)
      .filter((key) => !(key in wanted))
      .map((key) => `Entry ${index} has ${key}, which is not known.`),
    ...(/^[0-9a-f]{7,40}$/.test(result.commit) ? [] : [`Entry ${index} names no commit.`]),
    ...(result.violations > result.runs ? [`Entry ${index} has more violations than runs.`] : []),
  ]);
  const names = results.map(({ suite }) => suite);
  return new Set(names).size === names.length ? problems : [...problems, 'A suite is there twice.'];
}

/**
 * What a document says of long suites: each quote is written `200 of 200` followed by the suite in brackets and code,
 * as in "200 of 200 (`tabs chromium`)". Returns those that are not so.
 */
export const checkQuotes = (text, results) =>
  [...text.matchAll(/([\d,]+) of ([\d,]+) \(`([\w -]+)`\)/g)].flatMap(([quote, good, all, suite]) => {
    const result = results.find((one) => one.suite === suite);
    const number = (digits) => Number(digits.replaceAll(',', ''));
    const isTrue = result && number(all) === result.runs && number(good) === result.runs - result.violations;
    return isTrue ? [] : [quote];
  });
