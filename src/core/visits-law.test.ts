import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { claim } from './claim.ts';
import { dayMs, minuteMs } from './duration.ts';
import { parseHistory, recordOutcome, recordSeen, recordView, type History } from './history.ts';
import { rareRules } from './rare-rules.ts';
import { decide, type Facts } from './rules.ts';
import { openSampleBrowser, type OnTrial, type SampleBrowser, type Settings } from './sample-browser.ts';
import { actionNames, live, owners, stretches, type Step } from './sample-life.ts';
import { breachesOf, longestMs } from './sample-referee.ts';

fc.configureGlobal({ seed: 20261121 });

/** What is tried; it may look at the settings of the moment, and wrongly remember them. */
type Make = (settings: () => Settings) => OnTrial;

const house: OnTrial = {
  parseHistory,
  recordView,
  recordSeen,
  recordOutcome,
  claim,
  // The rare rules are there where a rare setting is, as on a page.
  decide: (facts) => decide(facts, facts.site.lastAsked || facts.survey.sample !== 100 ? rareRules : {}),
};

const number = fc.nat(owners.length - 1);
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(...actionNames),
  fc.nat(2),
  fc.constantFrom(...stretches),
  number,
);
/** A visitor's years with a site: under whose settings they begin, what happens, under whose settings they end. */
const life = fc.tuple(number, fc.array(step, { minLength: 1, maxLength: 24, size: 'max' }), number);
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

/**
 * Nobody waits longer than the longest setting: from the next page view on, or, where the view was lost, from when a
 * page has looked at what is durable.
 */
async function endure(
  browser: SampleBrowser,
  { site, surveys }: Settings,
  [by, steps]: Life,
): Promise<'at once' | 'waited' | 'never'> {
  const { world, storage } = browser;
  const finite = surveys.map((survey) => ({
    ...survey,
    afterAnswer: Math.min(survey.afterAnswer, 90 * dayMs),
    sample: 100,
  }));
  world.settings = { site, surveys: finite };
  // What can be read and never be rewritten cannot heal.
  if (storage.mode === 'full') storage.mode = 'kept';
  browser.load(0);
  if (steps.some(([action]) => ['kill', 'wipe', 'store'].includes(action))) browser.look();
  const won = await browser.fire([0]);
  browser.setClock(world.now + longestMs(site, finite) + minuteMs);
  browser.load(0);
  const isNever = world.lived.some(({ outcome }) => outcome === 'never');
  const isAsked = await browser.fire([0], [finite[by % finite.length]!]);
  if (!isAsked && !isNever) throw new Error('Waits longer than any setting says.');
  return isNever ? 'never' : won ? 'at once' : 'waited';
}

/** Tries a life; rejects at the first prompt that should not be, or one that should be and is not. */
async function tryLife(make: Make, whole: Life, count = { prompts: 0, again: 0, waited: 0 }): Promise<void> {
  const [first, steps, last] = whole;
  const trial = make(() => browser.world.settings);
  const browser: SampleBrowser = openSampleBrowser(trial, owners[first]!, (shown) => {
    const breaches = breachesOf(shown);
    if (breaches.length) throw new Error(`Asked too soon: ${breaches.join()}.`);
    if (shown.prompt.isOpened) return;
    count.prompts++;
    if (shown.before.some(({ survey }) => survey === shown.prompt.survey)) count.again++;
  });
  await live(browser, steps);
  for (const draw of browser.world.draws)
    if (draw.endsWith('true') && browser.world.draws.has(draw.replace('true', 'false')))
      throw new Error('Drawn twice.');
  if ((await endure(browser, owners[last]!, whole)) === 'waited') count.waited++;
}

const runs = 10_000;
const timeoutMs = 240_000;

test('no visitor is asked too soon or kept waiting too long, whatever happens', { timeout: timeoutMs }, async () => {
  const count = { prompts: 0, again: 0, waited: 0 };
  await fc.assert(
    fc.asyncProperty(life, (one) => tryLife(() => house, one, count)),
    { numRuns: runs },
  );
  // The lives were no idle ones.
  expect(count.prompts).toBeGreaterThan(runs);
  expect(count.again).toBeGreaterThan(runs / 2);
  expect(count.waited).toBeGreaterThan(runs / 4);
});

/** Settings under which nothing waits. */
const withoutWaits = (facts: Facts): Facts => ({
  ...facts,
  site: { ...facts.site, gap: 0 },
  survey: { ...facts.survey, afterAnswer: 0, afterDismiss: 0, afterLater: 0, afterIgnore: 0 },
});

/** Expiries instead of instants: what the settings say when a prompt ends is stored with it. */
const storesExpiries: Make = (settings) => {
  type Stamped = History['prompts'][number] & { readonly ownUntil?: number; readonly othersUntil?: number };
  const stamp = (history: History, id: string, now: number): History => {
    const { site, surveys } = settings();
    const prompts = history.prompts.map((prompt): Stamped => {
      const survey = surveys.find((any) => any.survey === prompt.survey);
      if (prompt.id !== id || !survey) return prompt;
      const { rules } = decide({ now, granted: 'given', site, survey, history });
      const own = rules.filter((rule) => rule.id.startsWith('after')).map(({ passesAt }) => passesAt);
      return { ...prompt, ownUntil: Math.max(...own), othersUntil: now + site.gap };
    });
    return { ...history, prompts };
  };
  return {
    ...house,
    recordSeen: (history, id, now) => stamp(recordSeen(history, id, now), id, now),
    recordOutcome: (history, id, outcome, now) => stamp(recordOutcome(history, id, outcome, now), id, now),
    decide(facts) {
      const verdict = house.decide(withoutWaits(facts), false);
      const isQuiet = (facts.history.prompts as readonly Stamped[]).some(
        ({ survey, ownUntil = 0, othersUntil = 0 }) =>
          facts.now < (survey === facts.survey.survey ? ownUntil : othersUntil),
      );
      return { ...verdict, passes: verdict.passes && !isQuiet };
    },
  };
};

const planted: readonly (readonly [bug: string, make: Make, found: RegExp])[] = [
  ['stores expiries instead of instants', storesExpiries, /too soon: (after|gap)|longer than any setting/],
  [
    'applies the gap before the claim only',
    () => ({
      ...house,
      decide: (facts, isClaim) =>
        house.decide(isClaim ? { ...facts, site: { ...facts.site, gap: 0 } } : facts, isClaim),
    }),
    /too soon: gap/,
  ],
  [
    'does not count ignored prompts',
    () => ({
      ...house,
      decide(facts, isClaim) {
        const { survey, history } = facts;
        const prompts = history.prompts.filter((one) => one.survey !== survey.survey || one.outcome || !one.seenAt);
        return house.decide({ ...facts, history: { ...history, prompts } }, isClaim);
      },
    }),
    /too soon: after (being ignored|a dismissal)/,
  ],
  [
    'leaves instants in the future',
    () => ({ ...house, parseHistory: (json) => parseHistory(json, Infinity) }),
    /longer than any setting/,
  ],
];

test.each(planted)('finds a house that %s', { timeout: timeoutMs }, async (_, make, found) => {
  const { errorInstance } = await fc.check(
    fc.asyncProperty(life, (one) => tryLife(make, one)),
    { numRuns: runs },
  );
  expect((errorInstance as Error | null)?.message).toMatch(found);
});
