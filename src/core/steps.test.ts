import { expect, test } from 'vitest';
import { phrase, type Step, type StepText } from './steps.ts';

const say = (text: StepText): string =>
  typeof text == 'string'
    ? text.toUpperCase()
    : Array.isArray(text)
      ? `<${String(text[0])}>`
      : String(Object.values(text)[0]);

test.each<[about: string, step: Step, phrased: unknown]>([
  [
    'a text',
    { id: 'why', ask: 'text', question: 'Why?', when: [['score', [3]]] },
    { id: 'why', ask: 'text', question: 'WHY?', when: [['score', [3]]] },
  ],
  [
    'a choice of ready-made texts',
    { id: 'a', ask: 'choice', question: ['compare'], when: [], options: [{ id: 'better', label: ['better'] }] },
    { id: 'a', ask: 'choice', question: '<compare>', when: [], options: [{ id: 'better', label: '<better>' }] },
  ],
  [
    'a rating without words at its ends',
    { id: 'a', ask: 'rating', question: { de: 'Wie?' }, when: [], scale: { min: 1, max: 5 } },
    { id: 'a', ask: 'rating', question: 'Wie?', when: [], scale: { min: 1, max: 5 } },
  ],
  [
    'a battery with a word at one end',
    {
      id: 'a',
      ask: 'battery',
      question: 'How?',
      when: [],
      options: [{ id: 'x', label: 'x' }],
      scale: { min: 0, max: 3, high: ['good'] },
    },
    {
      id: 'a',
      ask: 'battery',
      question: 'HOW?',
      when: [],
      options: [{ id: 'x', label: 'X' }],
      scale: { min: 0, max: 3, high: '<good>' },
    },
  ],
])('puts %s into words, and changes nothing else', (_, step, phrased) => expect(phrase(step, say)).toEqual(phrased));
