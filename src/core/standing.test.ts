import { expect, test } from 'vitest';
import { standingOf, type Remembered } from './history.ts';
import type { Outcome } from './response.ts';
import { sampleHistory } from './samples.ts';

const outcomes: Readonly<Record<string, Outcome>> = {
  a: 'answered',
  s: 'scored',
  d: 'dismissed',
  l: 'later',
  n: 'never',
};

/** Prompts of one survey, claimed at 100, 200 …: `a`nswered, `s`cored, `d`ismissed, `l`ater, `n`ever, `i`gnored (seen),
 * `u`nseen. */
function standing(course: string, survey = 'nps') {
  const prompts = [...course].map((letter, index): Remembered => {
    const shownAt = 100 * (index + 1);
    const claimed = { id: `p${index}`, survey: 'nps', shownAt };
    if (letter === 'u') return claimed;
    const outcome = outcomes[letter];
    return { ...claimed, seenAt: shownAt + 1, ...(outcome && { outcome, endedAt: shownAt + 5 }) };
  });
  return standingOf(sampleHistory(prompts), survey);
}

const never = -Infinity;

test('knows of nothing at first', () => {
  expect(standing('')).toEqual({
    answeredAt: never,
    dismissedAt: never,
    dismissals: 0,
    laterAt: never,
    openAt: never,
    unseenAt: never,
  });
});

test('looks at the prompts of one survey only', () => expect(standing('adi', 'csat')).toEqual(standing('')));

test.each([
  ['a', { answeredAt: 105, dismissals: 0, openAt: never }],
  ['s', { answeredAt: 105, dismissals: 0, openAt: never }],
  ['d', { answeredAt: never, dismissedAt: 105, dismissals: 1, openAt: never }],
  ['dd', { dismissedAt: 205, dismissals: 2 }],
  ['ddd', { dismissedAt: 305, dismissals: 3 }],
  ['da', { answeredAt: 205, dismissedAt: 105, dismissals: 0 }],
  ['ds', { answeredAt: 205, dismissals: 0 }],
  ['ddad', { answeredAt: 305, dismissedAt: 405, dismissals: 1 }],
  ['i', { dismissals: 0, openAt: 101, unseenAt: never }],
  ['ii', { dismissals: 0, openAt: 201 }],
  ['iii', { dismissedAt: 301, dismissals: 1, openAt: never }],
  ['iiii', { dismissedAt: 301, dismissals: 1, openAt: 401 }],
  ['iiiiii', { dismissedAt: 601, dismissals: 2, openAt: never }],
  ['iidi', { dismissedAt: 305, dismissals: 1, openAt: 401 }],
  ['iiaii', { answeredAt: 305, dismissedAt: never, dismissals: 0, openAt: 501 }],
  ['diii', { dismissedAt: 401, dismissals: 2 }],
  ['u', { dismissals: 0, openAt: never, unseenAt: 100 }],
  ['uuuuu', { dismissals: 0, dismissedAt: never, openAt: never, unseenAt: 500 }],
  ['iiu', { dismissals: 0, openAt: 201, unseenAt: 300 }],
  ['iiui', { dismissedAt: 401, dismissals: 1, openAt: never, unseenAt: 300 }],
  ['l', { laterAt: 105, dismissedAt: never, dismissals: 0, openAt: never }],
  ['ll', { laterAt: 205, dismissedAt: never, dismissals: 0 }],
  ['lll', { laterAt: never, dismissedAt: 305, dismissals: 1, openAt: never }],
  ['llll', { laterAt: 405, dismissedAt: 305, dismissals: 1 }],
  ['llllll', { laterAt: never, dismissedAt: 605, dismissals: 2 }],
  ['lldl', { laterAt: 405, dismissedAt: 305, dismissals: 1 }],
  ['llal', { laterAt: 405, answeredAt: 305, dismissedAt: never, dismissals: 0 }],
  ['lli', { laterAt: never, dismissals: 0, openAt: 301 }],
  ['llil', { laterAt: never, dismissedAt: 405, dismissals: 1 }],
  ['lilil', { laterAt: never, dismissedAt: 505, dismissals: 1 }],
  ['la', { laterAt: never, answeredAt: 205 }],
  ['lu', { laterAt: 105, openAt: never, unseenAt: 200 }],
  ['du', { dismissedAt: 105, dismissals: 1, openAt: never, unseenAt: 200 }],
])('makes of the course %s: %o', (course, expected) => expect(standing(course)).toMatchObject(expected));

test.each([
  ['answered', 'answeredAt'],
  ['dismissed', 'dismissedAt'],
] as const)(
  'counts from what was %s last, even on an older prompt that was still open in another tab',
  (outcome, at) => {
    const prompts = [
      { id: 'a', survey: 'nps', shownAt: 100, seenAt: 101, outcome, endedAt: 900 },
      { id: 'b', survey: 'nps', shownAt: 500, seenAt: 501, outcome, endedAt: 600 },
    ];
    expect(standingOf(sampleHistory(prompts), 'nps')).toMatchObject({ [at]: 900 });
  },
);
