// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { standardScale } from '../core/kinds.ts';
import type { PromptFacts } from '../core/response.ts';
import { parseMore } from '../core/parse-more.ts';
import { promptSurveySettings } from '../core/prompt-settings.ts';
import { sampleConfig, sampleFacts } from '../core/samples.ts';
import { english } from './english.ts';
import { Card, type Handlers } from './card.tsx';
import type { After } from './parts.ts';
import { initialState, type State } from './state.ts';
import { makeTexts } from './texts.ts';

function show(
  state: Partial<State> = {},
  tag: Readonly<Record<string, string>> = {},
  more: Partial<PromptFacts> = {},
  canWait = true,
  after?: After,
) {
  const { survey } = sampleConfig({ subject: 'Acme', ...tag });
  const { kind } = survey;
  const on = {
    choose: vi.fn<Handlers['choose']>(),
    give: vi.fn<Handlers['give']>(),
    go: vi.fn<Handlers['go']>(),
    close: vi.fn<Handlers['close']>(),
  };
  const facts = sampleFacts({ kind, ...standardScale(kind), ...more });
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(
    <Card
      {...{
        facts,
        texts: makeTexts(
          kind,
          facts.min,
          facts.max,
          parseMore(survey, { site: {}, survey: promptSurveySettings }),
          english,
        ),
        state: { ...initialState, ...state },
        on,
        after,
        canWait,
      }}
    />,
    root,
  );
  const one = (selector: string): HTMLElement | null => root.querySelector(selector);
  return { root, one, on, radios: [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')] };
}

const namesOf = (radios: readonly HTMLInputElement[]): string[] =>
  radios.map((radio) => radio.labels?.[0]?.textContent ?? '');

test('asks in a group of radios that is named by the question', () => {
  const { one, radios } = show();
  const group = one('[role=radiogroup]');
  expect(group?.tagName).toBe('FIELDSET');
  expect(group?.firstElementChild?.tagName).toBe('LEGEND');
  expect(group?.firstElementChild?.textContent).toBe('How likely are you to recommend Acme to a friend or colleague?');
  expect(radios.every((radio) => group?.contains(radio) && radio.name === 'score')).toBe(true);
});

test.each([
  ['nps', 0, 10],
  ['csat', 1, 5],
  ['ces', 1, 7],
])('has a point for each score of %s, none of them chosen', (survey, min, max) => {
  const { radios } = show({}, { survey });
  expect(radios.map(({ value }) => Number(value))).toEqual(
    Array.from({ length: max - min + 1 }, (_, index) => min + index),
  );
  expect(radios.some(({ checked }) => checked)).toBe(false);
});

test('names the points by their number and, where they have one, by their word', () => {
  expect(namesOf(show().radios)).toEqual(['0 Not at all likely', ...'123456789', '10 Extremely likely']);
  expect(namesOf(show({}, { survey: 'csat' }).radios)[1]).toBe('2 Dissatisfied');
});

test('describes the group by what its ends mean, and by the error', () => {
  const { root, one } = show();
  const described = one('[role=radiogroup]')?.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described).toEqual(['ends', 'error']);
  expect(described.map((id) => root.querySelectorAll(`#${id}`).length)).toEqual([1, 1]);
  expect(one('#ends')?.textContent).toBe('0 = Not at all likely10 = Extremely likely');
});

test('shows Send and the open question only after a score is chosen', () => {
  const send = show().one('.send');
  expect(send !== null && !send.closest('[hidden]')).toBe(false);
  expect(show().one('textarea')).toBeNull();
  const { one } = show({ score: 9 });
  expect(one('.send')?.textContent).toBe('Send');
  expect(one('.send')?.closest('[hidden]')).toBeNull();
  expect(one('textarea')?.closest('label')?.textContent).toBe('What did you like most? (optional)');
});

test('takes 0 for a score', () => {
  const { one, radios } = show({ score: 0 });
  expect(radios[0]?.checked).toBe(true);
  expect(one('textarea')?.closest('label')?.textContent).toContain('What should we do better?');
});

test('choosing tells the score and does not submit', () => {
  const { radios, on } = show();
  radios[0]?.click();
  expect(on.choose.mock.calls).toEqual([[0]]);
  expect(on.go).not.toHaveBeenCalled();
});

test('Send submits, and the page goes nowhere', () => {
  const { root, one, on } = show({ score: 9 });
  const submits = vi.fn<() => void>();
  root.addEventListener('submit', submits);
  one('.send')?.click();
  expect(on.go.mock.calls).toEqual([['next']]);
  // A sandboxed frame may allow no form to be submitted.
  expect(submits).not.toHaveBeenCalled();
});

test('takes a comment of 2,000 characters and shows what was typed', () => {
  const { one, on } = show({ score: 9, comment: 'Fa' });
  const field = one('textarea') as HTMLTextAreaElement;
  expect([field.value, field.maxLength]).toEqual(['Fa', 2_000]);
  field.value = 'Fast';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  expect(on.give.mock.calls).toEqual([[{ comment: 'Fast' }]]);
});

test('takes as much of a comment as there is room for beside further answers', () => {
  const nothing = (): undefined => undefined;
  const after: After = {
    said: (journey) => journey,
    move: (journey) => journey,
    arrival: undefined,
    fit: (_, before, field) => `${before}|${field.value.slice(0, 3)}`,
    sendLabel: nothing,
    reasons: nothing,
    contact: nothing,
    step: nothing,
    link: nothing,
    css: '',
    privacy: undefined,
  };
  const { root, on } = show({ score: 9, comment: 'Fa' }, {}, {}, true, after);
  const area = root.querySelector('textarea');
  if (area) area.value = 'Faster';
  area?.dispatchEvent(new Event('input'));
  expect(on.give.mock.calls).toEqual([[{ comment: 'Fa|Fas' }]]);
});

test('offers no field where the owner switched the follow-up off, but Send', () => {
  const { one } = show({ score: 9 }, { followUp: 'off' });
  expect([one('textarea') === null, one('.send') === null]).toEqual([true, false]);
});

test('says what is missing when Send came too early, and only then', () => {
  expect(show().one('[role=alert]')?.textContent).toBe('');
  expect(show().one('[role=radiogroup]')?.hasAttribute('aria-invalid')).toBe(false);
  const { one } = show({ wrong: 'score' });
  expect(one('[role=alert]')?.textContent).toBe('Choose a number from 0 to 10.');
  expect(one('[role=radiogroup]')?.getAttribute('aria-invalid')).toBe('true');
});

test('puts the closing words in place of the question', () => {
  const { one, radios } = show({ score: 9, isDone: true, status: 'Thank you for your feedback!' });
  expect(one('.thanks')?.textContent).toBe('Thank you for your feedback!');
  expect(one('[role=status]')?.textContent).toBe('Thank you for your feedback!');
  expect([radios.length, one('form')]).toEqual([0, null]);
});

test.each(['sending', 'saved', 'sent', 'kept', 'refused'] as const)(
  'says in small print under the closing words that the answer is %s',
  (delivery) => {
    const { one } = show({ score: 9, isDone: true, status: 'Thank you for your feedback!', delivery });
    expect(one('.thanks small')?.textContent).toBe(english.strings[delivery]);
    expect(one('.thanks')?.textContent).toBe(`Thank you for your feedback!${english.strings[delivery]}`);
    // What was given is given: nothing invites to give it again.
    expect([one('form'), one('.send'), one('textarea')]).toEqual([null, null, null]);
  },
);

test('says nothing of a delivery before there is any', () => {
  expect(show({ score: 9 }).root.textContent).not.toMatch(/sending|saved|sent\b/i);
  expect(show({ score: 9, isDone: true }).one('.thanks small')).toBeNull();
});

test('asks nobody to send again what is kept or refused', () => {
  for (const words of [english.strings.kept, english.strings.refused]) expect(words).not.toMatch(/again|retry|try/i);
});

test('is a named region with a close button that has a name', () => {
  const { one, on } = show();
  expect(one('section')?.getAttribute('aria-labelledby')).toBe('title');
  expect(one('#title')?.textContent).toBe('Quick survey');
  expect(one('.close')?.getAttribute('aria-label')).toBe('Close survey');
  one('.close')?.click();
  expect(on.close.mock.calls).toEqual([['dismissed']]);
});

/** The ways out that are shown, by their words. */
const refusals = (...args: Parameters<typeof show>): HTMLElement[] => [
  ...show(...args).root.querySelectorAll<HTMLElement>('.refusals:not([hidden]) button'),
];

test('offers to be asked later, and never again, each with an outcome of its own', () => {
  const { root, on } = show();
  const buttons = [...root.querySelectorAll<HTMLElement>('.refusals button')];
  expect(buttons.map(({ textContent }) => textContent)).toEqual([english.strings.later, english.strings.never]);
  for (const button of buttons) button.click();
  expect(on.close.mock.calls).toEqual([['later'], ['never']]);
  expect(on.go).not.toHaveBeenCalled();
});

test('offers to be asked later only where the prompt comes again by itself', () => {
  expect(refusals({}, {}, {}, false).map(({ textContent }) => textContent)).toEqual([english.strings.never]);
});

test('offers no refusal once a score is chosen, nor to who has opened the survey himself', () => {
  expect(refusals({ score: 0 })).toEqual([]);
  expect(refusals({}, {}, { trigger: 'show' })).toEqual([]);
});

test('offers no refusal beside the closing words', () => {
  expect(show({ score: 9, isDone: true }).one('.refusals')).toBeNull();
});

test('says so when it is a test', () => {
  expect(show({}, {}, { test: true }).one('small')?.textContent).toBe('Test mode');
  expect(show().one('small')).toBeNull();
});

test("shows the owner's texts as text", () => {
  const evil = '<img src=x onerror=alert(1)>';
  const { root, one } = show({ score: 9 }, { question: evil, lowLabel: evil, followUp: evil });
  expect(one('legend')?.textContent).toBe(evil);
  expect(root.querySelectorAll('img')).toHaveLength(0);
});

test('needs no inline style, which the policy of a page may forbid', () => {
  expect(show({ score: 9 }).one('[style]')).toBeNull();
});
