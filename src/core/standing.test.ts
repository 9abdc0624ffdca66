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
    seenAt: undefined,
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
  ['i', { dismissals: 0, openAt: 100, seenAt: 101 }],
  ['ii', { dismissals: 0, openAt: 200, seenAt: 201 }],
  ['iii', { dismissedAt: 300, dismissals: 1, openAt: never }],
  ['iiii', { dismissedAt: 300, dismissals: 1, openAt: 400 }],
  ['iiiiii', { dismissedAt: 600, dismissals: 2, openAt: never }],
  ['iidi', { dismissedAt: 305, dismissals: 1, openAt: 400 }],
  ['iiaii', { answeredAt: 305, dismissedAt: never, dismissals: 0, openAt: 500 }],
  ['diii', { dismissedAt: 400, dismissals: 2 }],
  ['u', { dismissals: 0, openAt: 100, seenAt: undefined }],
  ['uuuuu', { dismissals: 0, dismissedAt: never, openAt: 500, seenAt: undefined }],
  ['iiu', { dismissals: 0, openAt: 300, seenAt: undefined }],
  ['iiui', { dismissedAt: 400, dismissals: 1, openAt: never }],
  ['l', { laterAt: 105, dismissedAt: never, dismissals: 0, openAt: never }],
  ['ll', { laterAt: 205, dismissedAt: never, dismissals: 0 }],
  ['lll', { laterAt: never, dismissedAt: 305, dismissals: 1, openAt: never }],
  ['llll', { laterAt: 405, dismissedAt: 305, dismissals: 1 }],
  ['llllll', { laterAt: never, dismissedAt: 605, dismissals: 2 }],
  ['lldl', { laterAt: 405, dismissedAt: 305, dismissals: 1 }],
  ['llal', { laterAt: 405, answeredAt: 305, dismissedAt: never, dismissals: 0 }],
  ['lli', { laterAt: never, dismissals: 0, openAt: 300, seenAt: 301 }],
  ['llil', { laterAt: never, dismissedAt: 405, dismissals: 1 }],
  ['lilil', { laterAt: never, dismissedAt: 505, dismissals: 1 }],
  ['la', { laterAt: never, answeredAt: 205 }],
  ['lu', { laterAt: never, openAt: 200, seenAt: undefined }],
  ['du', { dismissedAt: 105, dismissals: 1, openAt: 200, seenAt: undefined }],
])('makes of the course %s: %o', (course, expected) => expect(standing(course)).toMatchObject(expected));
