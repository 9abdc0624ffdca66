import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { claim, type Claim } from './claim.ts';
import { dayMs, minuteMs } from './duration.ts';
import { parseHistory, type History, type Remembered } from './history.ts';
import { decide } from './rules.ts';
import { sampleAt as now, sampleConfig, sampleHistory, sampleSurroundings } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

/** A database that takes up what waits for it in any order, one transaction after the other. */
function openDatabase(stored: History) {
  let json = JSON.stringify(stored);
  const waiting: (() => void)[] = [];
  return {
    changeHistory: (how: (history: History) => History): Promise<void> =>
      new Promise((resolve) =>
        waiting.push(() => {
          json = JSON.stringify(how(parseHistory(json, now)));
          resolve();
        }),
      ),
    /** `order` has a number for each that waits. */
    work(order: readonly number[]): void {
      const ranked = waiting.map((run, index) => ({ run, rank: order[index] ?? 0 }));
      for (const { run } of ranked.toSorted((a, b) => a.rank - b.rank)) run();
    },
    read: (): History => parseHistory(json, now),
  };
}

const names = ['nps', 'csat', 'ces'];
// Longer ago than any wait of these owners.
const past = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 800, max: 4_000 }), fc.constantFrom(...names)), {
    selector: ([days]) => days,
  })
  .map((list) =>
    list
      .toSorted(([a], [b]) => b - a)
      .map(([days, survey]): Remembered => {
        const at = now - days * dayMs;
        const id = `${at
          .toString(16)
          .padStart(12, '0')
          .replace(/(.{8})/, '$1-')}-x`;
        return { id, survey, shownAt: at, seenAt: at + 1, outcome: 'dismissed', endedAt: at + 2 };
      }),
  );
/** A tab: when its visit began and its latest page view was, how much of the past it knows, and what it wants to ask. */
const tab = fc.record({
  visitAgoMs: fc.nat(2 * dayMs),
  viewAgoMs: fc.nat(2 * dayMs),
  knows: fc.infiniteStream(fc.constantFrom('all', 'shown', 'nothing')),
  survey: fc.constantFrom(...names),
  rank: fc.nat(),
});
type Tab = typeof tab extends fc.Arbitrary<infer T> ? T : never;
/** Waits of an owner, none of them longer than the past is ago. */
const waits = fc.record({
  gap: fc.constantFrom(0, 30 * minuteMs, dayMs, 45 * dayMs, 400 * dayMs),
  afterDismiss: fc.constantFrom(0, dayMs, 60 * dayMs),
  afterIgnore: fc.constantFrom(0, 14 * dayMs),
});
type Waits = typeof waits extends fc.Arbitrary<infer T> ? T : never;
const configs = new Map(names.map((survey) => [survey, sampleConfig({ survey, minPages: '0', minTime: '0s' })]));

/** What a tab has read of a history, some time ago. */
const viewOf = ({ visitAgoMs, viewAgoMs, knows }: Tab, prompts: readonly Remembered[]): History =>
  sampleHistory(
    prompts.flatMap((prompt) => {
      const much = knows.next().value;
      const { id, survey, shownAt } = prompt;
      return much === 'all' ? [prompt] : much === 'shown' ? [{ id, survey, shownAt }] : [];
    }),
    { visitAt: now - Math.max(visitAgoMs, viewAgoMs), viewAt: now - viewAgoMs },
  );

/** All tabs claim at once, what they have read being what it is. */
async function claimAll(
  database: ReturnType<typeof openDatabase>,
  tabs: readonly Tab[],
  { gap, ...own }: Waits,
  prompts: readonly Remembered[],
): Promise<readonly Claim[]> {
  const claims = tabs.map((one, index) => {
    const { site, survey } = configs.get(one.survey) ?? sampleConfig();
    const asked = { site: { ...site, gap }, survey: { ...survey, ...own } };
    const facts = { now, granted: 'given', ...asked, surroundings: sampleSurroundings } as const;
    const random = new Uint8Array(10).fill(index);
    return claim(
      { changeHistory: database.changeHistory, now, random, visitorId: `v${index}` },
      viewOf(one, prompts),
      one.survey,
      (history) => decide({ ...facts, history }).passes,
      'due',
    );
  });
  database.work(tabs.map(({ rank }) => rank));
  return Promise.all(claims);
}

// Far above what it takes: a busy machine is no reason to fail.
const timeout = 60_000;
const someTabs = fc.array(tab, { minLength: 2, maxLength: 20 });

test(
  'of any number of tabs that claim at once exactly one wins, however old what each has read',
  { timeout },
  async () => {
    await fc.assert(
      fc.asyncProperty(past, someTabs, waits, async (prompts, tabs, owner) => {
        const database = openDatabase(sampleHistory(prompts, { visitAt: 0, viewAt: 0 }));
        const claims = await claimAll(database, tabs, owner, prompts);
        const winners = claims.filter(({ id }) => id);
        expect(winners).toHaveLength(1);
        const { prompts: stored, visitorId } = database.read();
        // Nothing of the past is lost, and the one prompt is on disk.
        expect(stored.slice(0, -1)).toEqual(prompts);
        expect(stored.at(-1)).toMatchObject({ id: winners[0]?.id, shownAt: now });
        // Whoever claimed after the winner knows of it, and of the visitor's one id.
        const losers = claims.filter(({ id }) => !id);
        for (const { history } of losers) expect(history.prompts).toEqual(stored);
        for (const { history } of claims) expect(history.visitorId).toBe(visitorId);
      }),
      { numRuns: 200 },
    );
  },
);

test('none wins where a prompt was shown a minute ago that none of the tabs has heard of', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(past, someTabs, waits, fc.constantFrom(...names), async (prompts, tabs, owner, survey) => {
      const shownAt = now - minuteMs;
      const recent = sampleHistory([...prompts, { id: 'recent', survey, shownAt }], { visitAt: shownAt, viewAt: now });
      const database = openDatabase(recent);
      const claims = await claimAll(database, tabs, owner, prompts);
      expect(claims.filter(({ id }) => id)).toEqual([]);
      expect(database.read().prompts).toEqual(recent.prompts);
    }),
    { numRuns: 100 },
  );
});
