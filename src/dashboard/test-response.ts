import { makeId } from '../core/id.ts';
import type { Response } from '../core/response.ts';

/** Under which a test response is found again, to erase it. */
export const testUser = 'earshot-test-response';

/** A response in test mode, as a widget would send it: it shows that the way to the results is open, and counts nowhere. */
export const makeTestResponse = (nowMs: number, random: Uint8Array, site: string): Response => ({
  v: 1,
  id: makeId(nowMs, random),
  revision: 1,
  site,
  survey: 'nps',
  kind: 'nps',
  trigger: 'show',
  outcome: 'answered',
  score: 9,
  min: 0,
  max: 10,
  comment: 'A test response from the results page.',
  shownAt: new Date(nowMs).toISOString(),
  locale: 'en',
  wording: 'standard-1',
  question: 'How likely are you to recommend us to a friend or colleague?',
  device: 'desktop',
  user: testUser,
  client: 'earshot/results-page',
  test: true,
});
