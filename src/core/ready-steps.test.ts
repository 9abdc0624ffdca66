import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readySteps } from './ready-steps.ts';
import { readyNames, readyTexts } from './ready-texts.ts';
import { phrase, type StepText } from './steps.ts';

const all = readyNames.flatMap((name) => readySteps[name]);
const shapes = Object.fromEntries(
  all.map((step) => [
    step.id,
    [
      step.ask,
      ...('options' in step ? [step.options.map(({ id }) => id).join()] : []),
      ...('scale' in step ? [`${step.scale.min}-${step.scale.max}`] : []),
    ],
  ]),
);

test('stands for the steps whose ids and options results are computed from', () => {
  expect(shapes).toEqual({
    attributes: ['battery', 'quality,price,ease,reliability,responsiveness,service', '1-5'],
    emotion: [
      'choices',
      'appreciated,confident,grateful,happy,respected,valued,frustrated,annoyed,disappointed,declined',
    ],
    compare: ['choice', 'better,same,worse,none'],
    compareOthers: ['rating', '1-5'],
    valueOurs: ['rating', '1-10'],
    valueBest: ['rating', '1-10'],
    experienceDone: ['choice', 'yes,partly,no'],
    experienceEase: ['rating', '1-5'],
    experienceFeel: ['rating', '1-5'],
    intent: ['battery', 'renew,again,more', '1-5'],
  });
});

test('asks how many others are used only who uses others', () => {
  expect(all.filter(({ when }) => when.length).map(({ id, when }) => [id, when])).toEqual([
    ['compareOthers', [['compare', ['better', 'same', 'worse']]]],
  ]);
});

test('has every text in the file of its texts, and that file no other', () => {
  const said = new Set<StepText>();
  const say = (text: StepText): string => {
    said.add((text as readonly [string])[0]);
    return '';
  };
  for (const step of all) phrase(step, say);
  expect([...said].sort()).toEqual([...readyTexts].sort());
});

test('finds its texts in the file for them, in the order of that file', () => {
  const file = readFileSync(new URL('../locales/steps/en.json', import.meta.url), 'utf8');
  expect(Object.keys(JSON.parse(file) as object)).toEqual(readyTexts);
});
