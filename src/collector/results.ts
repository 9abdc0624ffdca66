import type { Response } from '../core/response.ts';
import { pointsOf, type Counts } from '../metrics/counts.ts';
import { scoreOf } from '../metrics/score.ts';
import type { CommentResult, Distribution, SplitResult, SurveyResult } from '../metrics/survey-result.ts';
import type { Facet } from './facets.ts';
import type { Filter, Group, Store, Tally } from './store.ts';
import { addCounted, noneCounted, type Counted } from './tallies.ts';

/** How many comments a result carries. */
export const newestComments = 20;

/** How many values a split lists; all further ones are one. */
export const mostValues = 50;

/** One survey on one scale in brief: `n` counts its scores, test mode apart. */
export interface SurveySummary extends Group {
  readonly n: number;
  readonly lastReceivedAt: string;
}

const iso = (at: number): string => new Date(at).toISOString();

/** All that was counted in one mode, times over. */
function sumOf(tallies: readonly Counted[]): Counted {
  const sum = noneCounted();
  for (const tally of tallies) addCounted(sum, tally);
  return sum;
}

const totalOf = ({ outcomes }: Counted): number => Object.values(outcomes).reduce((sum, n) => sum + n, 0);

/** What was counted as a distribution on the scale of its group. */
function distributionOf(group: Group, { scores, outcomes }: Counted): Distribution {
  const counts: Counts = Object.fromEntries(pointsOf(group).map((point) => [point, scores[point] ?? 0]));
  return { ...scoreOf(group.kind, group.max, counts), counts, outcomes };
}

const commentOf = ({ id, comment = '', score, segment, shownAt, page }: Response): CommentResult => ({
  id,
  comment,
  shownAt,
  ...(score !== undefined && { score }),
  ...(segment && { segment }),
  ...(page && { page }),
});

/** Every survey that has responses, in brief. */
export async function readSurveys(store: Store): Promise<readonly SurveySummary[]> {
  const groups = await store.readGroups({});
  return Promise.all(
    groups.map(async ({ lastReceivedAt, ...group }) => {
      const tallies = await store.readTallies(group, {});
      const { n } = distributionOf(group, sumOf(tallies.filter(({ isTest }) => !isTest)));
      return { ...group, n, lastReceivedAt: iso(lastReceivedAt) };
    }),
  );
}

/** What a group has brought by the values of a facet: the most frequent ones, then all others, then what has none. */
async function readSplit(store: Store, group: Group, filter: Filter, split: Facet, all: Counted): Promise<SplitResult> {
  const tallies = (await store.readTallies(group, filter, split)).filter(({ isTest }) => !isTest);
  const ordered = tallies.toSorted(
    (one, other) => totalOf(other) - totalOf(one) || ((one.value ?? '') < (other.value ?? '') ? -1 : 1),
  );
  const without = noneCounted();
  addCounted(without, all);
  for (const tally of tallies) addCounted(without, tally, -1);
  const [listed, others] = [ordered.slice(0, mostValues), ordered.slice(mostValues)];
  return {
    by: split,
    values: listed.map((tally: Tally) => ({ value: tally.value ?? '', ...distributionOf(group, tally) })),
    ...(others.length && { others: { values: others.length, ...distributionOf(group, sumOf(others)) } }),
    ...(totalOf(without) && { without: distributionOf(group, without) }),
  };
}

/** What each survey has brought within `filter`, with its newest comments; split by a facet, if one is given. */
export async function readResults(store: Store, filter: Filter, split?: Facet): Promise<readonly SurveyResult[]> {
  const results: SurveyResult[] = [];
  for (const { lastReceivedAt, ...group } of await store.readGroups(filter)) {
    const tallies = await store.readTallies(group, filter);
    const tests = sumOf(tallies.filter(({ isTest }) => isTest));
    const all = sumOf(tallies.filter(({ isTest }) => !isTest));
    if (!tallies.length) continue;
    const comments = await store.readComments(group, filter, newestComments);
    results.push({
      ...group,
      ...distributionOf(group, all),
      test: totalOf(tests),
      lastReceivedAt: iso(lastReceivedAt),
      comments: comments.map(commentOf),
      ...(split && { split: await readSplit(store, group, filter, split, all) }),
    });
  }
  return results;
}
