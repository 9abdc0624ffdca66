import type { Response } from '../core/response.ts';

/** The id of the test response number `index`. */
export const idOf = (index: number): string => `0195e1c2-0000-7000-8000-${String(index).padStart(12, '0')}`;

/** A valid response for tests, changed by `more`. */
export const sampleResponse = (more: Partial<Response> = {}): Response => ({
  v: 1,
  id: idOf(1),
  revision: 1,
  site: 'acme.example',
  survey: 'nps',
  kind: 'nps',
  trigger: 'load',
  outcome: 'scored',
  score: 9,
  min: 0,
  max: 10,
  shownAt: '2026-11-21T10:00:00.000Z',
  locale: 'en',
  wording: 'standard-1',
  question: 'How likely?',
  device: 'desktop',
  client: 'earshot/1.0.0',
  ...more,
});
