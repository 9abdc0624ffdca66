// What the tests of several rooms start from. No product code imports it.
import { commonTables, parseConfig } from './config.ts';
import { withRare } from './rare-config.ts';
import type { History, Remembered } from './history.ts';
import { makeResponse, type PromptFacts, type Response } from './response.ts';
import type { Surroundings } from './rules.ts';
import type { Site, Survey } from './settings.ts';

/** 2026-11-21, 10:00 UTC. */
export const sampleAt = Date.UTC(2026, 10, 21, 10);

export const sampleEndpoint = 'https://acme.example/responses';

/** The id of the sample response number `index`. */
export const sampleId = (index: number): string => `0195e1c2-0000-7000-8000-${String(index).padStart(12, '0')}`;

/** Defaults everywhere, but for what `tag` says. */
export function sampleConfig(tag: Readonly<Record<string, string>> = {}): { site: Site; survey: Survey } {
  const { site, surveys } = parseConfig(
    withRare(commonTables),
    { survey: 'nps', endpoint: sampleEndpoint, ...tag },
    {},
    'https://acme.example/pricing',
    'acme.example',
    (...problem) => {
      throw new Error(`The sample has a problem: ${problem.join()}`);
    },
  );
  const [survey] = surveys;
  if (!survey) throw new Error('The sample has no survey.');
  return { site, survey };
}

/** Everything that a prompt knows of itself: NPS, shown at `sampleAt`. */
export const sampleFacts = (more: Partial<PromptFacts> = {}): PromptFacts => ({
  id: sampleId(1),
  site: 'acme.example',
  survey: 'nps',
  kind: 'nps',
  trigger: 'load',
  min: 0,
  max: 10,
  shownAt: sampleAt,
  locale: 'en',
  wording: 'standard-1',
  question: 'How likely are you to recommend Acme?',
  device: 'desktop',
  client: 'earshot/0.0.0-test',
  ...more,
});

/** A response as it is stored: NPS 9, revision 1. */
export const sampleResponse = (more: Partial<Response> = {}): Response => ({
  ...makeResponse(sampleFacts(), { revision: 1, outcome: 'scored', score: 9 }),
  ...more,
});

/** A visitor on the third page of a visit that began ten minutes before `sampleAt`, who has looked for five. */
export const sampleHistory = (prompts: readonly Remembered[] = [], more: Partial<History> = {}): History => ({
  v: 1,
  visits: 2,
  views: 3,
  visitAt: sampleAt - 6e5,
  viewAt: sampleAt,
  visibleMs: 3e5,
  prompts,
  fired: [],
  ...more,
});

/** A desktop on the pricing page, where everything may be stored. */
export const sampleSurroundings: Surroundings = { path: '/pricing', fragment: '', device: 'desktop' };
