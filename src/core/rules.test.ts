import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import type { History, Remembered } from './history.ts';
import { decide, rules, type Consent, type Rules, type Verdict } from './rules.ts';
import { sampleAt as now, sampleConfig, sampleHistory } from './samples.ts';

const given = (tag: Readonly<Record<string, string>>, history: History, granted: Consent = 'given'): Verdict =>
  decide({ now, granted, ...sampleConfig(tag), history });

/** The verdict on `nps` with prompts that ended `agoMs` before now; how one rule sees it. */
function ask(
  id: string,
  tag: Readonly<Record<string, string>>,
  prompts: readonly Remembered[],
  more: Partial<History> = {},
) {
  // A visit that began now: prompts of before do not stand in the way.
  const verdict = given(tag, sampleHistory(prompts, { visitAt: now, ...more }));
  return { ...verdict.rules.find((one) => one.id === id), verdict: verdict.passes };
}

let count = 0;
const prompt = (agoMs: number, outcome?: Remembered['outcome'], survey = 'nps'): Remembered => ({
  id: `p${count++}`,
  survey,
  shownAt: now - agoMs - 5_000,
  seenAt: now - agoMs,
  ...(outcome && { outcome, endedAt: now - agoMs }),
});

test('a visitor who has never been asked and looked around passes every rule', () => {
  const { passes, rules: found, passesAt } = given({}, sampleHistory());
  expect([passes, passesAt]).toEqual([true, -Infinity]);
  expect(found.map(({ id }) => id)).toEqual(Object.keys(rules));
  expect(found.every((one) => one.passes)).toBe(true);
});

test('one rule that does not pass is enough for a no', () => {
  const { passes, rules: found } = given({ mode: 'off' }, sampleHistory());
  expect(passes).toBe(false);
  expect(found.filter((one) => !one.passes).map(({ id }) => id)).toEqual(['mode']);
});

test('the verdict can come to pass when the last of the rules does', () => {
  const history = sampleHistory([prompt(dayMs, 'answered'), prompt(dayMs, 'answered', 'ces')], { visitAt: now });
  expect(given({}, history).passesAt).toBe(now + 89 * dayMs);
  expect(given({}, { ...history, views: 1 }).passesAt).toBe(Infinity);
});

test.each<[Consent, boolean]>([
  ['given', true],
  ['awaited', false],
  ['refused', false],
  ['erased', false],
])('consent: %s passes: %s', (granted, passes) => {
  const found = given({}, sampleHistory(), granted).rules.find(({ id }) => id === 'consent');
  expect(found).toEqual({ id: 'consent', passes, value: granted, threshold: 'given', passesAt: Infinity });
});

test('never: binds every survey once it was said, for as long as it is remembered', () => {
  expect(ask('never', {}, [])).toMatchObject({ passes: true, value: 0 });
  for (const survey of ['nps', 'csat', 'ces'])
    expect(ask('never', { survey }, [prompt(9_000 * dayMs, 'never', 'nps')], { never: true })).toMatchObject({
      passes: false,
      verdict: false,
      value: 1,
      passesAt: Infinity,
    });
});

test.each([
  ['off', false],
  ['live', true],
  ['test', true],
])('mode: %s passes: %s', (mode, passes) => {
  expect(ask('mode', { mode }, [])).toMatchObject({ passes, value: mode, passesAt: Infinity });
});

test('visit: one prompt in a visit, of whichever survey', () => {
  const claimed = prompt(5_000, undefined, 'ces');
  expect(ask('visit', {}, [claimed], { visitAt: claimed.shownAt })).toMatchObject({
    passes: false,
    value: 1,
    passesAt: Infinity,
  });
  expect(ask('visit', {}, [claimed], { visitAt: claimed.shownAt + 1 })).toMatchObject({ passes: true, value: 0 });
});

// Each wait: passes at the boundary, not 1 ms before it, and knows when.
test.each<
  [rule: string, about: string, tag: Record<string, string>, days: number, course: (agoMs: number) => Remembered[]]
>([
  ['gap', 'another survey was seen', {}, 45, (ago) => [prompt(ago, 'answered', 'ces')]],
  ['gap', 'another survey was seen, as set', { gap: '3d' }, 3, (ago) => [prompt(ago, undefined, 'ces')]],
  [
    'gap',
    'the latest of several others was seen',
    {},
    45,
    (ago) => [prompt(ago + 9, 'dismissed', 'a'), prompt(ago, 'scored', 'b')],
  ],
  ['afterAnswer', 'an answer', {}, 90, (ago) => [prompt(ago, 'answered')]],
  ['afterAnswer', 'a score and no more', {}, 90, (ago) => [prompt(ago, 'scored')]],
  ['afterAnswer', 'an answer to CSAT', { survey: 'csat' }, 45, (ago) => [prompt(ago, 'answered', 'csat')]],
  ['afterDismiss', 'a dismissal', {}, 60, (ago) => [prompt(ago, 'dismissed')]],
  ['afterDismiss', 'a dismissal of CES', { survey: 'ces' }, 30, (ago) => [prompt(ago, 'dismissed', 'ces')]],
  ['afterDismiss', 'two in a row', {}, 120, (ago) => [prompt(ago + 9, 'dismissed'), prompt(ago, 'dismissed')]],
  ['afterDismiss', 'three in a row', {}, 240, (ago) => [9, 8, 0].map((ms) => prompt(ago + ms, 'dismissed'))],
  ['afterDismiss', 'four in a row', {}, 365, (ago) => [9, 8, 7, 0].map((ms) => prompt(ago + ms, 'dismissed'))],
  ['afterDismiss', 'forty in a row', {}, 365, (ago) => Array.from({ length: 40 }, () => prompt(ago, 'dismissed'))],
  [
    'afterDismiss',
    'two in a row, set above a year',
    { afterDismiss: '400d' },
    400,
    (ago) => [prompt(ago, 'dismissed'), prompt(ago, 'dismissed')],
  ],
  [
    'afterDismiss',
    'the first dismissal after an answer',
    { afterAnswer: '0s' },
    60,
    (ago) => [prompt(ago + 9, 'dismissed'), prompt(ago + 8, 'answered'), prompt(ago, 'dismissed')],
  ],
  ['afterLater', '"ask me later"', {}, 7, (ago) => [prompt(ago, 'later')]],
  ['afterLater', '"ask me later", as set', { afterLater: '2d' }, 2, (ago) => [prompt(ago, 'later')]],
  ['afterLater', 'a second "later"', {}, 7, (ago) => [prompt(ago + 9, 'later'), prompt(ago, 'later')]],
  [
    'afterDismiss',
    'a third "later"',
    { afterLater: '0s' },
    60,
    (ago) => [9, 8, 0].map((ms) => prompt(ago + ms, 'later')),
  ],
  [
    'afterDismiss',
    'a third prompt that was left untouched',
    {},
    60,
    // An ignored prompt has no other end than the instant of its claim.
    (ago) => [9, 8, 0].map((ms) => ({ ...prompt(ago + ms), shownAt: now - ago - ms })),
  ],
  [
    'afterIgnore',
    'a prompt was left untouched, from when it was seen',
    { afterIgnore: '10d' },
    10,
    (ago) => [{ ...prompt(ago), shownAt: now - ago - 3 * dayMs }],
  ],
  [
    'afterIgnore',
    'a prompt was left untouched, and a later one was not even seen',
    { afterIgnore: '10d' },
    10,
    (ago) => [prompt(ago), { id: 'u', survey: 'nps', shownAt: now - 2 * dayMs }],
  ],
  [
    'afterLater',
    'a prompt was put off, and a later one was not even seen',
    {},
    7,
    (ago) => [prompt(ago, 'later'), { id: 'u', survey: 'nps', shownAt: now - 2 * dayMs }],
  ],
  ['unseen', 'a prompt that nobody saw', {}, 1, (ago) => [{ id: 'u', survey: 'nps', shownAt: now - ago }]],
])('%s: waits after %s (%o) for %d days', (rule, _, tag, days, course) => {
  const waitMs = days * dayMs;
  expect(ask(rule, tag, course(waitMs))).toMatchObject({ passes: true, verdict: true, value: waitMs });
  expect(ask(rule, tag, course(waitMs - 1))).toMatchObject({
    passes: false,
    verdict: false,
    passesAt: now + 1,
  });
});

test('afterLater: is over once anything else has come of a later prompt', () => {
  const tag = { afterAnswer: '0s', afterDismiss: '0s', afterIgnore: '0s' };
  for (const outcome of ['answered', 'dismissed', undefined] as const)
    expect(ask('afterLater', tag, [prompt(2 * dayMs, 'later'), prompt(dayMs, outcome)])).toMatchObject({
      passes: true,
      value: Infinity,
    });
});

test('gap: binds the other surveys only', () => {
  expect(ask('gap', {}, [prompt(1, 'answered')])).toMatchObject({ passes: true, value: Infinity });
});

test('gap: waits for a day after a prompt of another survey that nobody saw', () => {
  const unseen = (agoMs: number) => [{ id: 'u', survey: 'ces', shownAt: now - agoMs }];
  expect(ask('gap', {}, unseen(dayMs))).toMatchObject({ passes: true, verdict: true });
  expect(ask('gap', {}, unseen(dayMs - 1))).toMatchObject({ passes: false, passesAt: now + 1 });
});

test('gap: an unseen prompt keeps quiet for no longer than the gap itself', () => {
  const unseen = { id: 'u', survey: 'ces', shownAt: now - 3_600_000 };
  expect(ask('gap', { gap: '1h' }, [unseen])).toMatchObject({ passes: true });
  expect(ask('gap', { gap: '61m' }, [unseen])).toMatchObject({ passes: false, passesAt: now + 60_000 });
});

test('waits of one survey say nothing about another', () => {
  const tag = { survey: 'csat', gap: '0s' };
  expect(ask('afterAnswer', tag, [prompt(1, 'answered')])).toMatchObject({ passes: true, verdict: true });
});

test.each(['afterAnswer', 'afterDismiss'])('%s: `never` means never, once it has happened', (rule) => {
  const outcome = rule === 'afterAnswer' ? 'answered' : 'dismissed';
  expect(ask(rule, { [rule]: 'never' }, [])).toMatchObject({ passes: true });
  expect(ask(rule, { [rule]: 'never' }, [prompt(9_000 * dayMs, outcome)])).toMatchObject({
    passes: false,
    threshold: Infinity,
    passesAt: Infinity,
  });
});

test('a wait of nothing passes at once', () => {
  const tag = { afterAnswer: '0s', afterDismiss: '0s', afterIgnore: '0s', gap: '0s' };
  expect(ask('afterDismiss', tag, [prompt(0, 'dismissed'), prompt(0, 'dismissed')]).passes).toBe(true);
  expect(ask('afterAnswer', tag, [prompt(0, 'answered')]).verdict).toBe(true);
});

test('visit: a prompt that the visitor opened counts, too', () => {
  expect(ask('visit', {}, [prompt(-5_000, 'answered', 'ces')])).toMatchObject({ passes: false, verdict: false });
});

test('minPages: passes with as many pages as asked for', () => {
  expect(ask('minPages', { minPages: '3' }, [])).toMatchObject({ passes: true, value: 3, threshold: 3 });
  expect(ask('minPages', { minPages: '4' }, [])).toMatchObject({ passes: false, passesAt: Infinity });
});

test('minTime: passes with as much visible time as asked for, and knows when that will be', () => {
  expect(ask('minTime', { minTime: '300s' }, [])).toMatchObject({ passes: true, value: 300_000 });
  expect(ask('minTime', { minTime: '301s' }, [])).toMatchObject({ passes: false, passesAt: now + 1_000 });
});

test('a prompt that the visitor opened heeds consent and mode, and nothing else', () => {
  const history = sampleHistory([prompt(1, 'dismissed')], { views: 0, visibleMs: 0, never: true });
  const open = (tag: Readonly<Record<string, string>>, granted: Consent): Verdict =>
    decide({ now, granted, ...sampleConfig(tag), history }, {}, true);
  expect(open({}, 'given')).toMatchObject({ passes: true, rules: [{ id: 'consent' }, { id: 'mode' }] });
  expect(open({}, 'given').rules).toHaveLength(2);
  expect(open({}, 'refused').passes).toBe(false);
  expect(open({}, 'erased').passes).toBe(false);
  expect(open({ consent: 'required' }, 'awaited').passes).toBe(false);
  expect(open({ mode: 'off' }, 'given').passes).toBe(false);
});

test('rules that are handed in are asked after the others, and bind as they do', () => {
  const full = { passes: false, value: 'full', threshold: 'new', passesAt: now + 5 };
  const more: Rules = { moon: () => full };
  const facts = { now, granted: 'given', ...sampleConfig(), history: sampleHistory() } as const;
  const verdict = decide(facts, more);
  expect(verdict.rules.at(-1)).toEqual({ id: 'moon', ...full });
  expect(verdict).toMatchObject({ passes: false, passesAt: now + 5 });
  expect(decide(facts, more, true).passes).toBe(true);
});
