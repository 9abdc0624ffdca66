import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import { explain } from './explain.ts';
import type { Kept } from './ports.ts';
import { decide, type Verdict } from './rules.ts';
import { sampleAt as now, sampleConfig, sampleHistory, sampleId, sampleResponse } from './samples.ts';

const rule = (more: Partial<Verdict['rules'][number]>) => {
  const verdict = {
    passes: false,
    passesAt: Infinity,
    rules: [{ id: 'gap', passes: false, value: 0, threshold: 0, passesAt: Infinity, ...more }],
  };
  return explain('1.0.0', [{ survey: 'nps', due: true, verdict }], [], []).surveys[0]?.rules[0];
};

test('writes stretches of time as an owner does, cut down to what matters', () => {
  expect(rule({ isTime: true, value: 12 * dayMs + 5, threshold: 45 * dayMs })).toMatchObject({
    value: '12d',
    threshold: '45d',
  });
  expect(rule({ isTime: true, threshold: Infinity })).toMatchObject({ threshold: 'never' });
});

test('leaves numbers and words as they are', () => {
  expect(rule({ value: 1, threshold: 2 })).toMatchObject({ value: 1, threshold: 2 });
  expect(rule({ value: 'off', threshold: 'live' })).toMatchObject({ value: 'off', threshold: 'live' });
});

test('says nothing about the time since something that never was', () => {
  expect(rule({ isTime: true, value: Infinity })).not.toHaveProperty('value');
});

test('says from when on a rule will pass, if time alone will do it', () => {
  expect(rule({ passesAt: now })?.passesAt).toBe('2026-11-21T10:00:00.000Z');
  expect(rule({ passesAt: Infinity })).not.toHaveProperty('passesAt');
  expect(rule({ passes: true, passesAt: now })).not.toHaveProperty('passesAt');
});

test('lists every rule of every survey, and whether it is due', () => {
  const { site, survey } = sampleConfig();
  const verdict = decide({ now, site, survey, history: sampleHistory() });
  const { version, surveys } = explain('1.2.3', [{ survey: 'nps', due: false, verdict }], [], []);
  expect(version).toBe('1.2.3');
  expect(surveys).toHaveLength(1);
  expect(surveys[0]).toMatchObject({ survey: 'nps', due: false });
  expect(surveys[0]?.rules.map(({ id }) => id)).toEqual(verdict.rules.map(({ id }) => id));
  // The page gets it through `JSON`, too: nothing in it may be lost there.
  expect(JSON.parse(JSON.stringify(surveys))).toEqual(surveys);
});

test('counts what waits and names what is refused, without the answers themselves', () => {
  const kept: Kept = { response: sampleResponse({ comment: 'secret' }), heldUntil: 0, tries: 0, nextAt: 0 };
  const refused = { ...kept, response: sampleResponse({ id: sampleId(2), comment: 'secret' }) };
  const list = [kept, { ...refused, refused: { reason: 'status', status: 422, at: now } as const }, kept];
  const { outbox } = explain('1.0.0', [], list, []);
  expect(outbox).toEqual({ waiting: 2, refused: [{ id: sampleId(2), reason: 'status', status: 422 }] });
});

test('describes the problems', () => {
  expect(explain('1.0.0', [], [], [['noStart'], ['sameName', 'a']]).problems).toEqual([
    'Earshot was started a second time with other settings. The first start holds.',
    'Two surveys are called a. The first one holds.',
  ]);
});
