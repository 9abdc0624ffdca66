import { dayMs } from '../core/duration.ts';
import type { Response } from '../core/response.ts';
import { pointsOf, type Counts } from '../metrics/counts.ts';
import { scoreOf } from '../metrics/score.ts';
import type { CommentResult, Distribution, SplitResult, SurveyResult, TrendPoint } from '../metrics/survey-result.ts';
import type { Facet } from '../core/facet.ts';
import { beginOf, type Interval } from '../core/trend-interval.ts';
import type { Filter, Group, Store, Tally } from './store.ts';
import { addCounted, noneCounted, type Counted, type Counting, type Mode } from './tallies.ts';
import { withSegment } from './with-segment.ts';

/** How many comments a result carries. */
export const newestComments = 20;

/** How many values a split lists; all further ones are one. */
export const mostValues = 50;

/** One survey on one scale in brief: `n` counts the scores that prompts got. */
export interface SurveySummary extends Group {
  readonly n: number;
  readonly lastReceivedAt: string;
}

const iso = (at: number): string => new Date(at).toISOString();

const printDay = (day: number): string => iso(day * dayMs).slice(0, 10);

/** All that was counted in one mode, times over. */
function sumOf(tallies: readonly Counted[]): Counted {
  const sum = noneCounted();
  for (const tally of tallies) addCounted(sum, tally);
  return sum;
}

const totalOf = ({ outcomes }: Counted): number => Object.values(outcomes).reduce((sum, n) => sum + n, 0);

/** What was counted as a distribution on the scale of its group. */
function distributionOf(group: Group, { scores, outcomes, commented }: Counted): Distribution {
  const counts: Counts = Object.fromEntries(pointsOf(group).map((point) => [point, scores[point] ?? 0]));
  return { ...scoreOf(group.kind, group.max, counts), counts, outcomes, commented };
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
      const { n } = distributionOf(group, sumOf(tallies.filter(({ mode }) => mode === 'prompted')));
      return { ...group, n, lastReceivedAt: iso(lastReceivedAt) };
    }),
  );
}

/** What a group has brought by the values of a facet: the most frequent ones, then all others, then what has none. */
async function readSplit(store: Store, group: Group, filter: Filter, split: Facet, all: Counted): Promise<SplitResult> {
  const tallies = (await store.readTallies(group, filter, { split })).filter(({ mode }) => mode === 'prompted');
  const ordered = tallies.toSorted(
    (one, other) => totalOf(other) - totalOf(one) || ((one.value ?? '') < (other.value ?? '') ? -1 : 1),
  );
  const without = noneCounted();
  addCounted(without, all);
  for (const tally of tallies) addCounted(without, tally, -1);
  // What came in between the two readings is in the second one only.
  const isTorn = without.scores.some((n) => n < 0) || Object.values(without.outcomes).some((n) => n < 0);
  const [listed, others] = [ordered.slice(0, mostValues), ordered.slice(mostValues)];
  return {
    by: split,
    values: listed.map(({ value = '', firstDay, lastDay, ...tally }) => ({
      value,
      first: printDay(firstDay),
      last: printDay(lastDay),
      ...distributionOf(group, tally),
    })),
    ...(others.length && { others: { values: others.length, ...distributionOf(group, sumOf(others)) } }),
    ...(!isTorn && totalOf(without) && { without: distributionOf(group, without) }),
  };
}

/** What was counted by days, for each interval in which there is anything. */
function trendOf(group: Group, days: readonly Tally[], interval: Interval): readonly TrendPoint[] {
  const points = new Map<number, Counting>();
  for (const day of days) {
    const from = beginOf(day.firstDay, interval);
    const point = points.get(from) ?? noneCounted();
    points.set(from, point);
    addCounted(point, day);
  }
  return [...points]
    .toSorted(([one], [other]) => one - other)
    .map(([from, counted]) => ({ from: printDay(from), ...distributionOf(group, counted) }));
}

/** What is to be said of each survey beside its distribution. */
export interface Detail {
  readonly split?: Facet;
  readonly interval?: Interval;
}

/** What each survey has brought within `filter`, with its newest comments; by a facet and over time, if that is asked. */
export async function readResults(
  store: Store,
  filter: Filter,
  { split, interval }: Detail = {},
): Promise<readonly SurveyResult[]> {
  const results: SurveyResult[] = [];
  for (const { lastReceivedAt, ...group } of await store.readGroups(filter)) {
    const tallies = await store.readTallies(group, filter, { isByDay: interval !== undefined });
    if (!tallies.length) continue;
    const ofMode = (wanted: Mode) => tallies.filter(({ mode }) => mode === wanted);
    const [counted, opened] = [ofMode('prompted'), sumOf(ofMode('opened'))];
    const all = sumOf(counted);
    const comments = await store.readComments(group, filter, newestComments);
    results.push({
      ...group,
      ...distributionOf(group, all),
      ...(totalOf(opened) && { opened: distributionOf(group, opened) }),
      test: totalOf(sumOf(ofMode('test'))),
      traits: await store.readTraits(group),
      lastReceivedAt: iso(lastReceivedAt),
      comments: comments.map((response) => commentOf(withSegment(response))),
      ...(split && { split: await readSplit(store, group, filter, split, all) }),
      ...(interval && { trend: trendOf(group, counted, interval) }),
    });
  }
  return results;
}
