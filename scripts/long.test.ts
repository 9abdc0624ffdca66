import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkQuotes, checkResults, mergeResults, readMutations, readReport } from './long-results.mjs';

const result = { suite: 'tabs chromium', runs: 200, violations: 0, seed: 7, seconds: 300, commit: '0123abc' };

describe('long.json', () => {
  const results = JSON.parse(readFileSync('long.json', 'utf8')) as (typeof result)[];

  it('has the results of every long suite, as they are read', () => {
    expect(checkResults(results)).toEqual([]);
    expect(results.map(({ suite, runs }) => `${suite}: ${runs}`)).toEqual(
      expect.arrayContaining([
        'tabs chromium: 200',
        'tabs firefox: 20',
        'collector-kill: 200',
        'collector-fuzz: 1000000',
      ]),
    );
  });

  it('holds no breach', () => {
    // No test notices a change that changes nothing: there are always some.
    const allowed = ({ suite, runs }: typeof result): number => (suite === 'mutation' ? runs * 0.15 : 0);
    expect(results.filter((one) => one.violations > allowed(one))).toEqual([]);
  });

  for (const file of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])
    it(`is quoted as it is in ${file}`, () => {
      expect(checkQuotes(readFileSync(file, 'utf8'), results)).toEqual([]);
    });
});

it('finds a quote that is not true, or of a suite that there is not', () => {
  expect(checkQuotes('In 200 of 200 (`tabs chromium`) rounds', [result])).toEqual([]);
  expect(checkQuotes('In 200 of 200 (`tabs chromium`) rounds', [{ ...result, violations: 1 }])).toHaveLength(1);
  expect(checkQuotes('199 of 200 (`tabs safari`), 1,000 of 1,000 (`tabs chromium`)', [result])).toHaveLength(2);
});

it('finds entries that are not whole', () => {
  expect(checkResults([result])).toEqual([]);
  expect(checkResults([{ ...result, seed: undefined, date: 1 }])).toEqual([
    'Entry 0 has no seed that is a number.',
    'Entry 0 has date, which is not known.',
  ]);
  expect(checkResults([result, { ...result, commit: 'HEAD', violations: 201 }])).toEqual([
    'Entry 1 names no commit.',
    'Entry 1 has more violations than runs.',
    'A suite is there twice.',
  ]);
});

it('replaces a suite’s older result and keeps those of others', () => {
  const other = { ...result, suite: 'outbox chromium' };
  expect(mergeResults([result, other], [{ ...result, runs: 3 }])).toEqual([other, { ...result, runs: 3 }]);
});

it('reads the report of Playwright, and takes no test that broke off for a result', () => {
  const { suite, commit, ...counted } = result;
  const report = (annotations: object[]): object => ({
    suites: [
      {
        suites: [
          {
            specs: [
              { title: 'one prompt', file: 'long/tabs.spec.ts', tests: [{ projectName: 'chromium', annotations }] },
            ],
          },
        ],
      },
    ],
  });
  expect(readReport(report([{ type: 'long', description: JSON.stringify(counted) }]), commit)).toEqual([result]);
  expect(suite).toBe('tabs chromium');
  expect(() => readReport(report([]), commit)).toThrow('broke off');
});

it('counts mutations that a test noticed, and those that none did', () => {
  const of = (...statuses: string[]) => ({ mutants: statuses.map((status) => ({ status })) });
  const report = { files: { a: of('Killed', 'Survived', 'Timeout'), b: of('NoCoverage', 'CompileError', 'Ignored') } };
  expect(readMutations(report, 60, 'abcdef0')).toEqual({
    suite: 'mutation',
    runs: 4,
    violations: 2,
    seed: 0,
    seconds: 60,
    commit: 'abcdef0',
  });
});
