import { expect, test } from 'vitest';
import { readySteps } from './ready-steps.ts';
import { stepBytesOf } from './step-bytes.ts';
import type { Step } from './steps.ts';

const common = { id: 's', question: '?', when: [] } as const;
const options = ['a', '語', 'bb'].map((id) => ({ id, label: id }));
const scale = { min: 1, max: 10 };

test.each<[step: Step, longest: object]>([
  [{ ...common, ask: 'text' }, { s: '' }],
  [{ ...common, ask: 'rating', scale }, { s: 10 }],
  [{ ...common, ask: 'choice', options }, { s: '語' }],
  [{ ...common, ask: 'choices', options }, { s: ['a', '語', 'bb'] }],
  [{ ...common, ask: 'rank', options }, { s: ['a', '語', 'bb'] }],
  [{ ...common, ask: 'battery', options, scale }, { s: { a: 'na', 語: 'na', bb: 'na' } }],
])('counts the longest answer that a step takes: %j', (step, longest) => {
  expect(stepBytesOf([step])).toBe(Buffer.byteLength(JSON.stringify(longest)));
});

test('counts the answers to several steps together, and nothing for no step', () => {
  expect(stepBytesOf(readySteps.compare)).toBe('{"compare":"better","compareOthers":5}'.length);
  expect(stepBytesOf([])).toBe('{}'.length);
});
