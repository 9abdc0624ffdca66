import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import { recordOutcome, recordSeen, recordShown, recordView, recordVisible, type History } from './history.ts';
import { rareRules } from './rare-rules.ts';
import type { Outcome } from './response.ts';
import { decide } from './rules.ts';
import { sampleAt, sampleConfig, sampleHistory, sampleId, sampleSurroundings } from './samples.ts';

// What a visitor who comes back after so many days is to expect, written down from the defaults of DESIGN.md 1.1:
//
//                nps   csat
//   gap          45d   45d    from a prompt of another survey that was seen
//   after-answer 90d   45d    from the answer; a score alone counts, too
//   after-dismiss 60d  30d    twice that after the second in a row
//   after-later  7d    7d     the third counts as a dismissal
//   after-ignore 14d   7d     the third in a row counts as a dismissal
//   never        binds every survey for good; a claim that nobody saw counts for 1 day
//
// `ask`, or the rules that make the survey wait.
const days = [1, 7, 14, 30, 45, 60, 90];

type Row = readonly [past: string, whose: 'same' | 'other', ...verdicts: readonly string[]];

/* oxfmt-ignore */
const nps: readonly Row[] = [
  // day                    1               7               14              30              45              60              90
  ['answered',     'same',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'ask'],
  ['scored',       'same',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'ask'],
  ['dismissed',    'same',  'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'ask',          'ask'],
  ['dismissed × 2','same',  'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss'],
  ['later',        'same',  'afterLater',   'ask',          'ask',          'ask',          'ask',          'ask',          'ask'],
  ['later × 3',    'same',  'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'ask',          'ask'],
  ['never',        'same',  'never',        'never',        'never',        'never',        'never',        'never',        'never'],
  ['ignored',      'same',  'afterIgnore',  'afterIgnore',  'ask',          'ask',          'ask',          'ask',          'ask'],
  ['ignored × 3',  'same',  'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'ask',          'ask'],
  ['unseen',       'same',  'ask',          'ask',          'ask',          'ask',          'ask',          'ask',          'ask'],
  ['answered',     'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['scored',       'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['dismissed',    'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['dismissed × 2','other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['later',        'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['later × 3',    'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['never',        'other', 'never gap',    'never gap',    'never gap',    'never gap',    'never',        'never',        'never'],
  ['ignored',      'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['ignored × 3',  'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['unseen',       'other', 'ask',          'ask',          'ask',          'ask',          'ask',          'ask',          'ask'],
];

/* oxfmt-ignore */
const csat: readonly Row[] = [
  // day                    1               7               14              30              45              60              90
  ['answered',     'same',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'ask',          'ask',          'ask'],
  ['scored',       'same',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'afterAnswer',  'ask',          'ask',          'ask'],
  ['dismissed',    'same',  'afterDismiss', 'afterDismiss', 'afterDismiss', 'ask',          'ask',          'ask',          'ask'],
  ['dismissed × 2','same',  'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'afterDismiss', 'ask',          'ask'],
  ['later',        'same',  'afterLater',   'ask',          'ask',          'ask',          'ask',          'ask',          'ask'],
  ['later × 3',    'same',  'afterDismiss', 'afterDismiss', 'afterDismiss', 'ask',          'ask',          'ask',          'ask'],
  ['never',        'same',  'never',        'never',        'never',        'never',        'never',        'never',        'never'],
  ['ignored',      'same',  'afterIgnore',  'ask',          'ask',          'ask',          'ask',          'ask',          'ask'],
  ['ignored × 3',  'same',  'afterDismiss', 'afterDismiss', 'afterDismiss', 'ask',          'ask',          'ask',          'ask'],
  ['unseen',       'same',  'ask',          'ask',          'ask',          'ask',          'ask',          'ask',          'ask'],
  ['answered',     'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['scored',       'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['dismissed',    'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['dismissed × 2','other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['later',        'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['later × 3',    'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['never',        'other', 'never gap',    'never gap',    'never gap',    'never gap',    'never',        'never',        'never'],
  ['ignored',      'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['ignored × 3',  'other', 'gap',          'gap',          'gap',          'gap',          'ask',          'ask',          'ask'],
  ['unseen',       'other', 'ask',          'ask',          'ask',          'ask',          'ask',          'ask',          'ask'],
];

const secondMs = 1_000;
// Long enough ago for a prompt to come before another of its survey.
const apartMs = 150 * dayMs;

/** One prompt of a survey, the last thing of which happens at `at`. */
function live(history: History, id: string, survey: string, outcome: string, at: number): History {
  const seenAt = outcome === 'ignored' ? at : at - secondMs;
  const shown = recordShown(history, id, survey, outcome === 'unseen' ? at : seenAt - secondMs);
  if (outcome === 'unseen') return shown;
  const seen = recordSeen(shown, id, seenAt);
  return outcome === 'ignored' ? seen : recordOutcome(seen, id, outcome as Outcome, at);
}

/** The verdict on a survey, `day` days after the last thing that happened in `past`. */
function verdictOn(asked: string, past: string, survey: string, day: number): string {
  const [outcome = '', times = '1'] = past.split(' × ');
  let history = sampleHistory([], { visitAt: 1, viewAt: 1 });
  for (let count = Number(times); count--;)
    history = live(history, sampleId(count), survey, outcome, sampleAt - count * apartMs);
  const now = sampleAt + day * dayMs;
  const { passes, rules } = decide(
    {
      now,
      ...sampleConfig({ survey: asked }),
      history: recordVisible(recordView(history, now), 20 * secondMs),
      granted: 'given',
      surroundings: sampleSurroundings,
    },
    rareRules,
  );
  const failed = rules.filter((rule) => !rule.passes).map(({ id }) => id);
  expect(passes).toBe(!failed.length);
  return passes ? 'ask' : failed.join(' ');
}

test.each(nps)('NPS after %s (%s survey)', (past, whose, ...expected) => {
  expect(days.map((day) => verdictOn('nps', past, whose === 'same' ? 'nps' : 'csat', day))).toEqual(expected);
});

test.each(csat)('CSAT after %s (%s survey)', (past, whose, ...expected) => {
  expect(days.map((day) => verdictOn('csat', past, whose === 'same' ? 'csat' : 'nps', day))).toEqual(expected);
});
