// Surveys with steps, for tests. No product code imports it.
import { makeRoute, type AfterScore } from './make-route.ts';
import type { Route } from './journey.ts';

/** A step that asks for words. */
export const sampleText = (id: string, when: object = {}): object => ({ id, ask: 'text', question: `${id}?`, when });

/** A step with the options a, b and c. */
export const sampleChoice = (id: string, when: object = {}, ask = 'choice'): object => ({
  id,
  ask,
  question: `${id}?`,
  options: 'a|b|c',
  when,
});

/** What an NPS survey asks after the score. */
export const sampleRoute = (
  steps: readonly unknown[],
  more: Partial<AfterScore> & { readonly hasEmail?: true } = {},
): Route => ({
  ...makeRoute({ survey: 'nps', steps, ...more }, { kind: 'nps', max: 10 }, false, (...problem) => {
    throw new Error(`The sample has a problem: ${problem.join()}`);
  }),
  ...(more.hasEmail && { hasEmail: true }),
});
