import { segmentOf, type Kind, type Segment } from '../core/kinds.ts';
import { pointsOf, scaleEndingAt } from '../metrics/counts.ts';

/** Which comments of a survey to show. */
export interface CommentFilter {
  /** Stands in the comment. */
  readonly search?: string;
  /** From the first score to the last, both inclusive. */
  readonly scores?: readonly [number, number];
  readonly tag?: string;
}

/** What is to be other about a filter; undefined takes it away. */
export type FilterChange = { readonly [Name in keyof CommentFilter]?: CommentFilter[Name] | undefined };

/** A filter with a part of it changed, without what is empty. */
export function changeFilter(filter: CommentFilter | undefined, part: FilterChange): CommentFilter {
  const { search, scores, tag }: FilterChange = { ...filter, ...part };
  return { ...(search && { search }), ...(scores && { scores }), ...(tag && { tag }) };
}

/** The scores of a segment on a scale, from the first to the last. */
export function scoresOf(kind: Kind, max: number, segment: Segment): readonly [number, number] {
  const points = pointsOf(scaleEndingAt(kind, max)).filter((score) => segmentOf(kind, max, score) === segment);
  return [points[0] ?? 0, points.at(-1) ?? 0];
}

export const printScores = ([first, last]: readonly [number, number]): string =>
  first === last ? `${first}` : `${first}-${last}`;

/** Scores as an address has them, such as `7` or `0-6`. */
export function parseScores(text: string): readonly [number, number] | undefined {
  const [, first, last = first] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(text) ?? [];
  const scores = [Number(first), Number(last)] as const;
  return scores[0] <= scores[1] && scores[1] <= 10 ? scores : undefined;
}
