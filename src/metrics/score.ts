import type { Kind } from '../core/kinds.ts';
import { cesOf } from './ces.ts';
import type { Counts, Metric } from './counts.ts';
import { csatOf } from './csat.ts';
import { npsOf } from './nps.ts';

/** The metric of a kind for counts on the scale that ends at `max`. */
export function scoreOf(kind: Kind, max: number, counts: Counts): Metric {
  if (kind === 'nps') return npsOf(counts);
  return kind === 'csat' ? csatOf(max, counts) : cesOf(max, counts);
}
