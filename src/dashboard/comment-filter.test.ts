import { expect, test } from 'vitest';
import { kinds, scalesOf, segments, segmentOf } from '../core/kinds.ts';
import { changeFilter, parseScores, printScores, scoresOf } from './comment-filter.ts';
import { commentsPath } from './comments-path.ts';

test('knows the scores of each segment on each scale', () => {
  expect(segments.map((segment) => scoresOf('nps', 10, segment))).toEqual([
    [0, 6],
    [7, 8],
    [9, 10],
  ]);
  for (const kind of kinds)
    for (const { min, max } of scalesOf(kind)) {
      const spans = segments.map((segment) => scoresOf(kind, max, segment));
      expect([spans[0]?.[0], spans[2]?.[1]]).toEqual([min, max]);
      for (const [index, span] of spans.entries())
        for (const score of span) expect(segmentOf(kind, max, score)).toBe(segments[index]);
    }
});

test('changes a part of a filter, and leaves the rest', () => {
  const filter = changeFilter({ search: 'tea' }, { scores: [0, 6], tag: 'a' });
  expect(filter).toEqual({ search: 'tea', scores: [0, 6], tag: 'a' });
  expect(changeFilter(filter, { search: '', tag: undefined })).toEqual({ scores: [0, 6] });
  expect(changeFilter(undefined, { tag: 'b' })).toEqual({ tag: 'b' });
});

test.each(['7', '0-6', '10', '10-10'])('reads the scores %s', (text) => {
  expect(parseScores(printScores(parseScores(text) ?? [0, 0]))).toEqual(parseScores(text));
  expect(parseScores(text)).toBeDefined();
});

test.each(['', '6-0', '11', '-1', 'a', '1-2-3'])('takes %j for no scores', (text) => {
  expect(parseScores(text)).toBeUndefined();
});

test('asks for comments of prompts that were no test, within all filters', () => {
  const path = commentsPath(
    {
      period: '7d',
      of: { site: 'acme.example', survey: 'nps', kind: 'nps', max: 10 },
      filters: { 'trait.plan': 'a&b' },
      comments: { search: 'late?', scores: [0, 6], tag: 'parcel' },
    },
    { from: '2026-11-01', to: '2026-11-07' },
  );
  expect(path).toBe(
    '/v1/responses?site=acme.example&survey=nps&kind=nps&max=10&from=2026-11-01&to=2026-11-07&trait.plan=a%26b' +
      '&commented=true&test=false&limit=20&search=late%3F&score=0-6&tag=parcel',
  );
});
