import type { Kind } from '../core/kinds.ts';
import { metricOf, sumsOf, type Counts, type Metric } from './counts.ts';

/**
 * The metric of a kind for counts on the scale that ends at `max`: what the collector answers. The rest of a summary
 * follows from the counts. Throws as `summaryOf` does.
 */
export const scoreOf = (kind: Kind, max: number, counts: Counts): Metric => metricOf(sumsOf(kind, max, counts));
