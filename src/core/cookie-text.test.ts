import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCookie, parseCookie } from './cookie-text.ts';
import { mergeHistory, parseHistory, standingOf, type History, type Remembered } from './history.ts';
import { makeId } from './id.ts';
import { outcomes } from './response.ts';
import { sampleAt as now, sampleHistory } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

const prompt = (shownAt: number, more: Partial<Remembered> = {}): Remembered => ({
  id: makeId(shownAt, new Uint8Array(10).fill(0xab)),
  survey: 'nps',
  shownAt,
  ...more,
});

const read = (text: string): History => parseHistory(parseCookie(text), now);
/** What another subdomain knows of a history from the cookie alone. */
const share = (history: History): History => read(formatCookie(history));

test('tells another subdomain of every prompt: survey, instants and outcome', () => {
  const course = [
    prompt(now - 9e9),
    prompt(now - 8e9, { survey: 'a.b:c_d-1', seenAt: now - 8e9 + 5 }),
    prompt(now - 7e9, { seenAt: now - 7e9, outcome: 'later', endedAt: now - 7e9 + 5 }),
  ];
  const shared = share(sampleHistory(course)).prompts.toSorted((a, b) => a.shownAt - b.shownAt);
  expect(shared).toEqual(course.map((one) => ({ ...one, id: one.id.slice(0, 13) })));
});

test('a subdomain comes to the same standing as the one where it happened', () => {
  const course = fc.uniqueArray(
    fc.record({ agoMs: fc.integer({ min: 10, max: 1e10 }), outcome: fc.option(fc.constantFrom(...outcomes)) }),
    { selector: ({ agoMs }) => agoMs, maxLength: 8 },
  );
  fc.assert(
    fc.property(course, (all) => {
      const prompts = all
        .toSorted((a, b) => b.agoMs - a.agoMs)
        .map(({ agoMs, outcome }) =>
          prompt(now - agoMs, {
            seenAt: now - agoMs + 1,
            ...(outcome && { outcome, endedAt: now - agoMs + 2 }),
          }),
        );
      const mine = sampleHistory(prompts);
      expect(standingOf(mergeHistory(sampleHistory(), share(mine)), 'nps')).toEqual(standingOf(mine, 'nps'));
      expect(mergeHistory(mine, share(mine)).prompts).toEqual(prompts);
    }),
  );
});

test('tells whether the visitor said "don\'t ask again"', () => {
  expect(share(sampleHistory([], { never: true })).never).toBe(true);
  expect(share(sampleHistory([prompt(now - 5)], { never: true }))).toMatchObject({ never: true, prompts: [{}] });
  expect(share(sampleHistory([prompt(now - 5)])).never).toBe(false);
});

test('holds no id of a visitor, and of a response only when it was claimed', () => {
  const [one, other] = [0x11, 0xff].map((seed) => ({
    ...prompt(now - 5),
    id: makeId(now - 5, new Uint8Array(10).fill(seed)),
  })) as [Remembered, Remembered];
  const text = formatCookie(sampleHistory([one], { visitorId: 'visitor-1-2-3-4', sinceAt: 77 }));
  expect(text).toBe(formatCookie(sampleHistory([other])));
  expect(text).not.toContain('visitor');
});

test('is at most 1 kB of what a cookie may hold, and the newest prompts come first', () => {
  const course = Array.from({ length: 40 }, (_, index) =>
    prompt(now - 1e9 + index, { survey: 's'.repeat(100), seenAt: now, outcome: 'dismissed', endedAt: now }),
  );
  const text = formatCookie(sampleHistory(course, { never: true }));
  expect(text.length).toBeGreaterThan(800);
  expect(text.length).toBeLessThanOrEqual(1_024);
  // RFC 6265, 4.1.1: no white space, quotes, commas, semicolons or backslashes.
  expect(text).toMatch(/^[!#-+\--:<-[\]-~]*$/);
  const kept = read(text).prompts;
  expect(kept.map(({ shownAt }) => shownAt)).toEqual(
    course
      .slice(-kept.length)
      .toReversed()
      .map(({ shownAt }) => shownAt),
  );
});

test('knows nothing at first', () => {
  expect(formatCookie(sampleHistory())).toBe('');
  expect(read('')).toMatchObject({ never: false, prompts: [] });
});

test.each([
  'x',
  '!',
  '!!!',
  '~~~~',
  '!~~~~',
  '!0195e1c2-0000',
  '!zzz~nps',
  'Never',
  '%21never',
  '!-~nps~~~',
  'never~1',
])('takes %j for nothing', (text) => expect(read(text)).toMatchObject({ never: false, prompts: [] }));

test('keeps what can be read beside what cannot', () => {
  const text = `${formatCookie(sampleHistory([prompt(now - 5)]))}!broken!~~!`;
  expect(read(text).prompts).toMatchObject([{ survey: 'nps', shownAt: now - 5 }]);
});

test('reads any text as a history with no instant after now', () => {
  const likely = fc.stringMatching(
    /^(never)?(![0-9a-z-]{0,15}~[a-z]{0,3}~[0-9a-z]{0,12}~(answered|x)?~[0-9a-z]{0,9}){0,3}$/,
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 200 }), likely), (text) => {
      for (const { shownAt, seenAt = 0, endedAt = 0 } of mergeHistory(sampleHistory(), read(text)).prompts)
        expect(Math.max(shownAt, seenAt, endedAt)).toBeLessThanOrEqual(now);
    }),
  );
});
