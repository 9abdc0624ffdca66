// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { Journey, Stage } from '../core/journey.ts';
import { parseMore } from '../core/parse-more.ts';
import { promptSurveySettings } from '../core/prompt-settings.ts';
import type { Answer } from '../core/response.ts';
import { sampleRoute } from '../core/sample-route.ts';
import { phrase } from '../core/steps.ts';
import { english } from './english.ts';
import { makeFit } from './extras.tsx';
import type { Going } from './parts.ts';
import { sampleSurvey } from './sample-parts.ts';
import { makeStepView } from './step-view.tsx';
import { stepStrings } from './step-strings.ts';
import { makeTexts } from './texts.ts';

afterEach(() => document.body.replaceChildren());

/** How a step is drawn that asks in a way, and what the visitor gives there. */
function show(
  ask: string,
  options: unknown,
  answer?: Answer,
  stage?: Stage,
  isLast = false,
  digits: (value: number) => string = String,
) {
  const settings = parseMore(sampleSurvey(), { site: {}, survey: promptSurveySettings });
  const texts = makeTexts('nps', 0, 10, settings, { ...english, digits });
  const route = sampleRoute([{ id: 'q', ask, question: 'How so?', ...(options ? { options } : {}) }]);
  const [step] = route.steps;
  if (!step) throw new Error('The sample has no step.');
  const on = { give: vi.fn<Going['give']>(), go: vi.fn<Going['go']>() };
  const view = makeStepView(h, stepStrings(texts.strings), texts);
  const journey: Journey = { score: 3, step: 'q', answers: answer === undefined ? {} : { q: answer } };
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const words = phrase(step, (text) => String(text));
  render(view({ step: words, journey, on, fit: makeFit(route), stage, isLast }), root);
  const all = <T extends Element = HTMLInputElement>(selector: string): T[] => [...root.querySelectorAll<T>(selector)];
  /** The answers that were given; undefined where one was taken back. */
  const given = (): (Answer | undefined)[] => on.give.mock.calls.map(([said]) => said.answers?.q);
  return { on, all, given, root };
}
const namesOf = (controls: readonly HTMLInputElement[]): (string | null | undefined)[] =>
  controls.map((control) => control.labels?.[0]?.textContent);
const textsOf = (elements: readonly Element[]): (string | null)[] => elements.map(({ textContent }) => textContent);
const three = 'a=First|b=Second|declined=Not telling';

test('has the question for the name of its group, where the focus can go', () => {
  for (const [ask, options, role] of [
    ['text', undefined, null],
    ['choice', three, 'radiogroup'],
    ['choices', three, null],
    ['rating', undefined, 'radiogroup'],
    ['battery', three, null],
    ['rank', 'a|b', null],
  ] as const) {
    const { all } = show(ask, options);
    const [group] = all('form > fieldset');
    expect([ask, group?.getAttribute('role'), group?.firstElementChild?.textContent]).toEqual([ask, role, 'How so?']);
    expect(group?.firstElementChild?.getAttribute('tabindex')).toBe('-1');
  }
});

test('asks for words in a field that is named by the question', () => {
  const { all, given } = show('text', undefined, 'Beca');
  const [field] = all<HTMLTextAreaElement>('textarea');
  expect(textsOf(all(`#${field?.getAttribute('aria-labelledby')}`))).toEqual(['How so?']);
  expect([field?.value, field?.maxLength]).toEqual(['Beca', 2000]);
  if (field) field.value = 'Because';
  field?.dispatchEvent(new Event('input', { bubbles: true }));
  if (field) field.value = 'x'.repeat(3000);
  field?.dispatchEvent(new Event('input', { bubbles: true }));
  expect(given()).toEqual(['Because', 'x'.repeat(2000)]);
  expect(field?.value).toHaveLength(2000);
});

test('asks for one option with radios', () => {
  const { all, given } = show('choice', three, 'b');
  expect(all('input').map(({ type, name, checked }) => [type, name, checked])).toEqual([
    ['radio', 'choice', false],
    ['radio', 'choice', true],
    ['radio', 'choice', false],
  ]);
  expect(namesOf(all('input'))).toEqual(['First', 'Second', 'Not telling']);
  all('input')[0]?.click();
  all('input')[2]?.click();
  expect(given()).toEqual(['a', 'declined']);
});

test('asks for several options with checkboxes, and takes nothing else beside the wish not to say', () => {
  const { all, given } = show('choices', three, ['b']);
  expect(all('input').map(({ type, checked }) => [type, checked])).toEqual([
    ['checkbox', false],
    ['checkbox', true],
    ['checkbox', false],
  ]);
  for (const input of all('input')) input.click();
  expect(given()).toEqual([['b', 'a'], undefined, 'declined']);
  expect(
    show('choices', three, 'declined')
      .all('input')
      .map(({ checked }) => checked),
  ).toEqual([false, false, true]);
});

test('asks for a point with radios, the words of its ends in their names and below', () => {
  const { all, given } = show('rating', { min: 0, max: 3, low: 'Bad', high: 'Good' }, 2);
  expect(namesOf(all('input'))).toEqual(['0 Bad', '1', '2', '3 Good']);
  expect(all('input').map(({ type, name, checked }) => [type, name, checked])[2]).toEqual(['radio', 'rating', true]);
  expect(textsOf(all('.ends span'))).toEqual(['0 = Bad', '3 = Good']);
  for (const index of [0, 3]) all('input')[index]?.click();
  expect(given()).toEqual([0, 3]);
  expect(show('rating', undefined).all('.ends')).toEqual([]);
});

test('asks for a point in each row of a battery, in groups that are named, or for none that applies', () => {
  const options = { rows: 'price=Price|service=Service', max: 3, low: 'Bad', high: 'Good' };
  const { all, given } = show('battery', options, { price: 2, service: 'na' });
  expect(all('[role=radiogroup]').map((row) => row.firstElementChild?.textContent)).toEqual(['Price', 'Service']);
  expect(namesOf(all('.ends + [role=radiogroup] input'))).toEqual(['1 Bad', '2', '3 Good', 'Not applicable']);
  expect(all('input').map(({ name, checked }) => [name, checked])).toEqual([
    ['price', false],
    ['price', true],
    ['price', false],
    ['price', false],
    ['service', false],
    ['service', false],
    ['service', false],
    ['service', true],
  ]);
  all('input')[3]?.click();
  all('input')[4]?.click();
  expect(given()).toEqual([
    { price: 'na', service: 'na' },
    { price: 2, service: 1 },
  ]);
  // Above the rows, where it is in sight before they are answered.
  expect(textsOf(all('.battery > :first-child'))).toEqual(['1 = Bad3 = Good']);
});

test('asks for an order with buttons that name what they move, and moves nothing over an end', () => {
  const { all, given } = show('rank', 'a=First|b=Second|c=Third', ['c', 'a', 'b']);
  expect(textsOf(all('li > span'))).toEqual(['1. Third', '2. First', '3. Second']);
  const buttons = all<HTMLButtonElement>('li button');
  expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual([
    'Move up: Third',
    'Move down: Third',
    'Move up: First',
    'Move down: First',
    'Move up: Second',
    'Move down: Second',
  ]);
  expect(buttons.map((button) => button.getAttribute('aria-disabled'))).toEqual([
    'true',
    null,
    null,
    null,
    null,
    'true',
  ]);
  // It would lose the focus that it was just pressed with.
  expect(buttons.every((button) => button.type === 'button' && !button.disabled)).toBe(true);
  for (const button of buttons) button.click();
  expect(given()).toEqual([
    ['a', 'c', 'b'],
    ['a', 'c', 'b'],
    ['c', 'b', 'a'],
    ['c', 'b', 'a'],
  ]);
});

test('leads on and back, by Send where it is the last step', () => {
  const { all, on } = show('text', undefined);
  const buttons = all<HTMLButtonElement>('.ways button');
  expect(buttons.map(({ type, textContent }) => [type, textContent])).toEqual([
    ['button', 'Back'],
    ['submit', 'Next'],
  ]);
  for (const button of buttons) button.click();
  expect(on.go.mock.calls).toEqual([['back'], ['next']]);
  expect(textsOf(show('text', undefined, undefined, undefined, true).all('.send'))).toEqual(['Send']);
});

test('submits nothing to the page', () => {
  const { all, root } = show('text', undefined);
  const submits = vi.fn<() => void>();
  root.addEventListener('submit', submits);
  all<HTMLButtonElement>('.send')[0]?.click();
  expect(submits).not.toHaveBeenCalled();
});

test('says how far the visitor is, and draws it for the eye alone', () => {
  expect(show('text', undefined).all('.progress')).toEqual([]);
  const { all } = show('text', undefined, undefined, { at: 2, of: 4, isExact: true });
  expect(textsOf(all('.progress'))).toEqual(['2 of 4']);
  expect(all('[aria-hidden=true] > span').map(({ className }) => className)).toEqual(['past', 'past', '', '']);
});

test('writes numbers in the digits of the language', () => {
  const digits = (value: number): string => `<${value}>`;
  const rating = show('rating', { max: 2, low: 'Bad' }, undefined, { at: 2, of: 4, isExact: true }, false, digits);
  expect(namesOf(rating.all('input'))).toEqual(['<1> Bad', '<2>']);
  expect(textsOf(rating.all('.ends, .progress'))).toEqual(['<2> of <4>', '<1> = Bad']);
  expect(textsOf(show('rank', 'a|b', undefined, undefined, false, digits).all('li > span'))).toEqual([
    '<1>. a',
    '<2>. b',
  ]);
});

test("shows the owner's texts as text, without an inline style", () => {
  for (const ask of ['choice', 'choices', 'battery', 'rank']) {
    const { all } = show(ask, ['<img src=x>', '<b>b</b>'], undefined, { at: 1, of: 3, isExact: true });
    expect([ask, all('img, b, [style]').length]).toEqual([ask, 0]);
  }
});
