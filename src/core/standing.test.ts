import { expect, test } from 'vitest';
import { standingOf, type Remembered } from './history.ts';
import { sampleHistory } from './samples.ts';

/** Prompts of one survey, claimed at 100, 200 …: `a`nswered, `s`cored, `d`ismissed, `i`gnored (seen), `u`nseen. */
function standing(course: string, survey = 'nps') {
  const prompts = [...course].map((letter, index): Remembered => {
    const shownAt = 100 * (index + 1);
    const claimed = { id: `p${index}`, survey: 'nps', shownAt };
    if (letter === 'u') return claimed;
    if (letter === 'i') return { ...claimed, seenAt: shownAt + 1 };
    const outcome = letter === 'a' ? 'answered' : letter === 's' ? 'scored' : 'dismissed';
    return { ...claimed, seenAt: shownAt + 1, outcome, endedAt: shownAt + 5 };
  });
  return standingOf(sampleHistory(prompts), survey);
}

const never = -Infinity;

test('knows of nothing at first', () => {
  expect(standing('')).toEqual({
    answeredAt: never,
    dismissedAt: never,
    dismissals: 0,
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
  ['du', { dismissedAt: 105, dismissals: 1, openAt: 200, seenAt: undefined }],
])('makes of the course %s: %o', (course, expected) => expect(standing(course)).toMatchObject(expected));
