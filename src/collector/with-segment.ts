import { segmentOf } from '../core/kinds.ts';
import type { Response } from '../core/response.ts';

/** The response with the segment of its score, which not every sender says. */
export const withSegment = (response: Response): Response =>
  response.score === undefined
    ? response
    : { ...response, segment: segmentOf(response.kind, response.max, response.score) };
