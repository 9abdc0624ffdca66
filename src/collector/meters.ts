import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Commit } from './commit-queue.ts';
import type { Receipt } from './store.ts';

/** What the collector counts of itself. */
export interface Meters {
  /** A response was acknowledged. */
  readonly countWritten: (receipt: Receipt) => void;
  /** One was refused, with this status. */
  readonly countRejected: (status: number) => void;
  readonly countCommit: (commit: Commit) => void;
  /** All of it in the text format of Prometheus. */
  readonly print: (waiting: number) => Promise<string>;
  readonly contentType: string;
}

const reasons: Readonly<Record<number, string>> = {
  400: 'malformed',
  403: 'origin',
  413: 'too large',
  415: 'media type',
  422: 'invalid',
  429: 'rate',
  503: 'unavailable',
};

/** Meters at zero. No label tells of a person, a site or an address. */
export function makeMeters(): Meters {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  const accepted = new Counter({
    name: 'earshot_responses_accepted_total',
    help: 'Responses that were acknowledged, duplicates included.',
    registers,
  });
  const duplicates = new Counter({
    name: 'earshot_responses_duplicate_total',
    help: 'Acknowledged responses that were known at this or a higher revision.',
    registers,
  });
  const rejected = new Counter({
    name: 'earshot_responses_rejected_total',
    help: 'Responses that were not taken, by reason.',
    labelNames: ['reason'],
    registers,
  });
  for (const reason of Object.values(reasons)) rejected.inc({ reason }, 0);
  const rows = new Histogram({
    name: 'earshot_commit_rows',
    help: 'Responses that shared a commit.',
    buckets: [1, 2, 4, 8, 16, 32, 64],
    registers,
  });
  const seconds = new Histogram({
    name: 'earshot_commit_seconds',
    help: 'Time from the first response of a commit to its end on disk.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const queue = new Gauge({ name: 'earshot_commit_queue', help: 'Responses that wait for a commit.', registers });
  return {
    countWritten(receipt) {
      accepted.inc();
      if (receipt === 'known') duplicates.inc();
    },
    countRejected: (status) => rejected.inc({ reason: reasons[status] ?? 'other' }),
    countCommit(commit) {
      rows.observe(commit.rows);
      seconds.observe(commit.tookMs / 1e3);
    },
    print(waiting) {
      queue.set(waiting);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
