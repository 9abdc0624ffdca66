import type { Response } from '../core/response.ts';
import { pointsOf, type Counts } from '../metrics/counts.ts';
import { scoreOf } from '../metrics/score.ts';
import type { CommentResult, SurveyResult } from '../metrics/survey-result.ts';
import type { Filter, Group, Store, Tally } from './store.ts';

/** How many comments a result carries. */
export const newestComments = 20;

/** One survey on one scale in brief: `n` counts its scores, test mode apart. */
export interface SurveySummary extends Group {
  readonly n: number;
  readonly lastReceivedAt: string;
}

const keyOf = ({ site, survey, kind, max }: Group): string => JSON.stringify([site, survey, kind, max]);

function groupTallies(tallies: readonly Tally[]): readonly (readonly [Tally, ...Tally[]])[] {
  const groups = new Map<string, [Tally, ...Tally[]]>();
  for (const tally of tallies) {
    const group = groups.get(keyOf(tally));
    if (group) group.push(tally);
    else groups.set(keyOf(tally), [tally]);
  }
  return [...groups.values()];
}

const lastReceived = (tallies: readonly Tally[]): string =>
  new Date(Math.max(...tallies.map((tally) => tally.lastReceivedAt))).toISOString();

function countsOf(scale: Group, tallies: readonly Tally[]): Counts {
  const counts: Record<number, number> = Object.fromEntries(pointsOf(scale).map((point) => [point, 0]));
  for (const { score, isTest, n } of tallies)
    if (score !== undefined && !isTest) counts[score] = (counts[score] ?? 0) + n;
  return counts;
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
  return groupTallies(await store.readTallies({})).map((tallies) => {
    const [{ site, survey, kind, min, max }] = tallies;
    const scored = tallies.filter(({ score, isTest }) => score !== undefined && !isTest);
    const n = scored.reduce((sum, tally) => sum + tally.n, 0);
    return { site, survey, kind, min, max, n, lastReceivedAt: lastReceived(tallies) };
  });
}

/** What each survey has brought within `filter`, with its newest comments. */
export async function readResults(store: Store, filter: Filter): Promise<readonly SurveyResult[]> {
  const groups = groupTallies(await store.readTallies(filter));
  return Promise.all(
    groups.map(async (tallies) => {
      const [{ site, survey, kind, min, max }] = tallies;
      const group: Group = { site, survey, kind, min, max };
      const counts = countsOf(group, tallies);
      const comments = await store.readComments(group, filter, newestComments);
      return {
        ...group,
        ...scoreOf(kind, max, counts),
        counts,
        test: tallies.reduce((sum, { isTest, n }) => sum + (isTest ? n : 0), 0),
        lastReceivedAt: lastReceived(tallies),
        comments: comments.map(commentOf),
      };
    }),
  );
}
