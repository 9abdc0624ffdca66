import type { Seeded } from '../../core/simulation/seeded.ts';
import { sampleResponse } from '../sample-response.ts';
import type { Child } from './child.ts';

/** Visitors that answer one after the other, each as soon as the last one was told something. */
export interface Load {
  /** The highest revision that was acknowledged, by id. */
  readonly acknowledged: ReadonlyMap<string, number>;
  /** How many acknowledgements there were, those of duplicates and revisions included. */
  readonly count: () => number;
  /** Statuses other than 202. */
  readonly refused: readonly number[];
  /** Sends no more, and resolves when all that was sent is answered or has failed. */
  readonly stop: () => Promise<void>;
}

/** Starts that many visitors of a site. Each fifth answer is sent twice, each fifth again with a higher revision. */
export function startLoad(child: Child, site: string, visitors: number, random: Seeded): Load {
  const acknowledged = new Map<string, number>();
  const refused: number[] = [];
  let count = 0;
  let last = 0;
  const stopped = new AbortController();

  const send = async (id: string, revision: number): Promise<void> => {
    const answer = await child.post(sampleResponse({ id, site, revision, comment: `revision ${revision}` }));
    // An acknowledgement counts when it has come in whole.
    const body = (await answer.json()) as { readonly id?: string };
    if (answer.status !== 202) return void refused.push(answer.status);
    if (body.id !== id) throw new Error(`${id} was answered with ${String(body.id)}`);
    acknowledged.set(id, Math.max(revision, acknowledged.get(id) ?? 0));
    count++;
  };
  const visit = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const id = `0195e1c2-0000-7000-8000-${String(++last).padStart(12, '0')}`;
      const again = random.below(5);
      try {
        await send(id, 1);
        if (again < 2) await send(id, 1 + again);
      } catch {
        // Whether it was taken before the connection broke, nobody knows: it was not acknowledged.
        if (!stopped.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  };
  const all = Array.from({ length: visitors }, visit);
  return {
    acknowledged,
    refused,
    count: () => count,
    async stop() {
      stopped.abort();
      await Promise.all(all);
    },
  };
}

/** What is wrong with the rows of a site after all that was acknowledged, in sentences. */
export function findLosses(acknowledged: ReadonlyMap<string, number>, rows: ReadonlyMap<string, number>): string[] {
  return [...acknowledged].flatMap(([id, revision]) => {
    const found = rows.get(id);
    return found !== undefined && found >= revision ? [] : [`${id} was acknowledged at ${revision}, and is ${found}`];
  });
}
