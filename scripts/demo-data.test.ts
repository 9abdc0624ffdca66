import { expect, test } from 'vitest';
import { makeYear } from '../demo/year.mjs';
import { parseResponse } from '../src/core/parse-response.ts';
import type { Response } from '../src/core/response.ts';
import { npsOf } from '../src/metrics/nps.ts';

const until = Date.parse('2026-11-22');
const { responses, annotations } = makeYear({ until });

test('the invented year holds nothing but responses, each once', () => {
  for (const response of responses) expect(parseResponse(response)).not.toHaveProperty('problems');
  expect(new Set(responses.map(({ id }) => id)).size).toBe(responses.length);
  expect(responses.length).toBeGreaterThan(20_000);
});

test('the same seed and day give the same year, another seed another', () => {
  expect(makeYear({ until })).toEqual({ responses, annotations });
  expect(makeYear({ until, seed: 8 }).responses[0]).not.toEqual(responses[0]);
});

function npsOfDays(survey: string, from: string, to: string): number {
  const counts: Record<number, number> = {};
  for (const response of responses as readonly Response[])
    if (response.survey === survey && response.shownAt >= from && response.shownAt < to && response.score !== undefined)
      counts[response.score] = (counts[response.score] ?? 0) + 1;
  return npsOf(counts).score ?? Number.NaN;
}

test('the release helped, and the strike hurt', () => {
  expect(npsOfDays('product', '2026-06-24', '2026-09-01')).toBeGreaterThan(
    npsOfDays('product', '2026-04-01', '2026-06-24') + 20,
  );
  expect(npsOfDays('relationship', '2026-09-19', '2026-09-27')).toBeLessThan(
    npsOfDays('relationship', '2026-08-01', '2026-09-19') - 30,
  );
});

test('most prompts are not answered', () => {
  const answered = responses.filter(({ score }) => score !== undefined).length / responses.length;
  expect(answered).toBeGreaterThan(0.2);
  expect(answered).toBeLessThan(0.4);
});
