import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import { percentOf } from './hash.ts';
import type { History } from './history.ts';
import { rareRules } from './rare-rules.ts';
import { decide, type Facts, type Finding } from './rules.ts';
import { sampleAt as now, sampleConfig, sampleHistory, sampleSurroundings } from './samples.ts';

type Tag = Readonly<Record<string, string>>;

/** How one rule sees a desktop on the pricing page; `verdict` is what all rules come to. */
function ask(id: string, tag: Tag, more: Partial<Facts> = {}): Partial<Finding> & { verdict: boolean } {
  const facts = { now, granted: 'given', history: sampleHistory(), surroundings: sampleSurroundings } as const;
  const { passes, rules } = decide({ ...facts, ...sampleConfig(tag), ...more }, rareRules);
  return { ...rules.find((one) => one.id === id), verdict: passes };
}

const history = (more: Partial<History>): Partial<Facts> => ({ history: sampleHistory([], more) });
const iso = (at: number): string => new Date(at).toISOString();

test('nothing that is not set holds anything back', () => {
  const { rules, passes } = decide(
    { now, granted: 'given', ...sampleConfig(), history: sampleHistory(), surroundings: sampleSurroundings },
    rareRules,
  );
  expect(passes).toBe(true);
  expect(rules.map(({ id }) => id).slice(-11)).toEqual(Object.keys(rareRules));
});

test('from: passes at the instant, and not 1 ms before', () => {
  expect(ask('from', { from: iso(now) })).toMatchObject({ passes: true, verdict: true, threshold: now, unit: 'at' });
  expect(ask('from', { from: iso(now + 1) })).toMatchObject({
    passes: false,
    verdict: false,
    value: now,
    passesAt: now + 1,
  });
});

test('until: passes at the instant, and not 1 ms after', () => {
  expect(ask('until', { until: iso(now) })).toMatchObject({ passes: true, verdict: true, threshold: now, unit: 'at' });
  expect(ask('until', { until: iso(now - 1) })).toMatchObject({ passes: false, verdict: false, passesAt: Infinity });
});

test('from and until: bare dates are whole days', () => {
  const tag = { from: '2026-11-21', until: '2026-11-21' };
  const [begin, end] = [Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 22)];
  const passes = (at: number): boolean[] => ['from', 'until'].map((id) => ask(id, tag, { now: at }).passes === true);
  expect(passes(begin - 1)).toEqual([false, true]);
  expect(passes(begin)).toEqual([true, true]);
  expect(passes(end - 1)).toEqual([true, true]);
  expect(passes(end)).toEqual([true, false]);
});

test.each([
  ['/pricing', true],
  ['/pricing/', true],
  ['/docs/*, /pri*', true],
  ['/docs/**', false],
  ['#/cart', false],
])('pages: %s passes on the pricing page: %s', (pages, passes) => {
  const finding = { passes, value: '/pricing', threshold: pages.replace(', ', ',') };
  expect(ask('pages', { pages })).toMatchObject({ ...finding, passesAt: Infinity, verdict: passes });
  expect(ask('notPages', { notPages: pages })).toMatchObject({ ...finding, passes: !passes, verdict: !passes });
});

test('pages: heed the fragment where it is a route', () => {
  const surroundings = { ...sampleSurroundings, fragment: '#/cart' };
  expect(ask('pages', { pages: '#/cart' }, { surroundings })).toMatchObject({ passes: true, value: '/pricing#/cart' });
  expect(ask('notPages', { notPages: '#/cart' }, { surroundings })).toMatchObject({ passes: false, verdict: false });
});

test.each([
  ['desktop', true],
  ['phone,desktop', true],
  ['phone', false],
  ['phone,tablet', false],
])('devices: %s passes on a desktop: %s', (devices, passes) => {
  expect(ask('devices', { devices })).toMatchObject({
    passes,
    verdict: passes,
    value: 'desktop',
    threshold: devices,
    passesAt: Infinity,
  });
});

test.each([
  ['all', 1, true],
  ['all', 2, true],
  ['new', 1, true],
  ['new', 2, false],
  ['returning', 1, false],
  ['returning', 2, true],
])('audience: %s passes in visit %d: %s', (audience, visits, passes) => {
  expect(ask('audience', { audience }, history({ visits }))).toMatchObject({
    passes,
    verdict: passes,
    value: visits,
    threshold: audience,
  });
});

test('minVisits: passes with as many visits as asked for', () => {
  expect(ask('minVisits', { minVisits: '3' }, history({ visits: 3 }))).toMatchObject({ passes: true, threshold: 3 });
  expect(ask('minVisits', { minVisits: '3' }, history({ visits: 2 }))).toMatchObject({
    passes: false,
    verdict: false,
    value: 2,
    passesAt: Infinity,
  });
});

test('delay: waits from the trigger on, and knows until when', () => {
  const fired = (agoMs: number): Partial<Facts> => ({ fired: { firedAt: now - agoMs, draw: 0 } });
  expect(ask('delay', { delay: '5s' }, fired(5_000))).toMatchObject({ passes: true, value: 5_000, threshold: 5_000 });
  expect(ask('delay', { delay: '5s' }, fired(4_999))).toMatchObject({
    passes: false,
    verdict: false,
    passesAt: now + 1,
  });
  // Without a trigger it is not due anyway: the delay is not what it waits for.
  expect(ask('delay', { delay: '5s' })).toMatchObject({ passes: true, value: Infinity });
});

test('minUserAge: passes once this person has been a customer for so long', () => {
  const since = (agoMs: number): Tag => ({ minUserAge: '30d', userSince: iso(now - agoMs) });
  expect(ask('minUserAge', since(30 * dayMs))).toMatchObject({ passes: true, value: 30 * dayMs });
  expect(ask('minUserAge', since(30 * dayMs - 1))).toMatchObject({
    passes: false,
    verdict: false,
    threshold: 30 * dayMs,
    passesAt: now + 1,
    unit: 'ms',
  });
});

test('minUserAge: does not pass where nobody says since when', () => {
  expect(ask('minUserAge', { minUserAge: '30d' })).toMatchObject({ passes: false, passesAt: Infinity });
  expect(ask('minUserAge', { minUserAge: '0s' })).toMatchObject({ passes: true });
});

test('minUserAge: a customer from tomorrow on is held back only where an age is asked for', () => {
  const userSince = iso(now + dayMs);
  expect(ask('minUserAge', { userSince })).toMatchObject({ passes: true, verdict: true });
  expect(ask('minUserAge', { userSince, minUserAge: '1d' })).toMatchObject({
    passes: false,
    passesAt: now + 2 * dayMs,
  });
});

test('lastAsked: counts for the gap, whatever channel it was', () => {
  const asked = (agoMs: number): Tag => ({ gap: '10d', lastAsked: iso(now - agoMs) });
  expect(ask('lastAsked', asked(10 * dayMs))).toMatchObject({ passes: true, verdict: true, value: 10 * dayMs });
  expect(ask('lastAsked', asked(10 * dayMs - 1))).toMatchObject({
    passes: false,
    verdict: false,
    threshold: 10 * dayMs,
    passesAt: now + 1,
  });
});

const placeOf = (more: Partial<Facts>, tag: Tag = {}): number =>
  Number(ask('sample', { sample: '50%', ...tag }, more).value);
const visitorId = '1-2-3-4';

test('sample: passes below the share, and not at it', () => {
  const place = placeOf(history({ visitorId }));
  const near = (share: number): Tag => ({ sample: `${share}%` });
  expect(ask('sample', near(Math.ceil(place)), history({ visitorId }))).toMatchObject({ passes: true, value: place });
  expect(ask('sample', near(Math.floor(place)), history({ visitorId }))).toMatchObject({
    passes: false,
    verdict: false,
    threshold: Math.floor(place),
    passesAt: Infinity,
  });
  expect(ask('sample', { sample: '0%' }, history({ visitorId }))).toMatchObject({ passes: false });
  expect(ask('sample', { sample: '100%' }, history({ visitorId }))).toMatchObject({ passes: true });
});

test('sample: knows a user before a visitor, and a visitor without an id by his first instant', () => {
  const since = { visitorId, sinceAt: 5 };
  expect(placeOf(history(since))).toBe(percentOf(`0,nps,${visitorId}`));
  expect(placeOf(history(since), { user: 'ann' })).toBe(percentOf('0,nps,ann'));
  expect(placeOf(history({ sinceAt: 5 }))).toBe(percentOf('0,nps,5'));
});

test('sample: stays the same for a period, and is drawn anew with the next', () => {
  const at = (days: number): number =>
    placeOf({ ...history({ visitorId }), now: days * dayMs }, { samplePeriod: '30d' });
  expect(at(60)).toBe(at(89.99));
  expect(at(60)).not.toBe(at(59.99));
  expect(at(60)).not.toBe(at(90));
});

test('sample: surveys are drawn apart', () => {
  expect(placeOf(history({ visitorId }))).not.toBe(placeOf(history({ visitorId }), { survey: 'ces' }));
});

test('sample: by event goes by the draw of the trigger, not by the visitor', () => {
  const tag = { sample: '50%', sampleBy: 'event' };
  const drawn = (draw: number): Partial<Facts> => ({ ...history({ visitorId }), fired: { firedAt: now, draw } });
  expect(ask('sample', tag, drawn(49.99))).toMatchObject({ passes: true, value: 49.99 });
  expect(ask('sample', tag, drawn(50))).toMatchObject({ passes: false, verdict: false, value: 50 });
});
