import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Hono } from 'hono';
import { makeSeeded } from '../../core/simulation/seeded.ts';
import { makeApp } from '../app.ts';
import { makeMeters } from '../meters.ts';
import { startServer } from '../server.ts';
import { openSqliteStore } from '../sqlite-store.ts';
import { newFolder } from './child.ts';
import { mutateBody, type Posted } from './mutate-body.ts';

/** What mutated bodies came to. */
export interface FuzzResult {
  /** How often there was each status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** What should not have been answered, or was not answered at all, with the number of the body. */
  readonly violations: readonly string[];
  /** How much more memory is in use after the last body than after the first fifth of them. */
  readonly heapGrowthBytes: number;
  readonly residentGrowthBytes: number;
}

const expected: ReadonlySet<number> = new Set([202, 400, 413, 415, 422]);
const atOnce = 64;
// A socket costs ten times what a body costs by itself.
const socketShare = 0.05;

type Post = (posted: Posted) => Promise<Response>;

function makePosts(app: Hono, origin: string): Record<'call' | 'socket', Post> {
  const init = ({ contentType, body }: Posted): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  });
  return {
    call: async (posted) => app.request('/v1/responses', init(posted)),
    socket: (posted) => fetch(`${origin}/v1/responses`, init(posted)),
  };
}

async function postOne(post: Post, posted: Posted): Promise<{ status: number; problem?: string }> {
  try {
    const answer = await post(posted);
    const { status, headers } = answer;
    const type = headers.get('content-type');
    const body = (await answer.json()) as { readonly status?: number };
    if (!expected.has(status)) return { status, problem: `answered ${status}: ${JSON.stringify(body)}` };
    const isRight = status === 202 ? 'id' in body : type === 'application/problem+json' && body.status === status;
    return isRight ? { status } : { status, problem: `answered ${status} as ${String(type)}` };
  } catch (error) {
    return { status: 0, problem: String(error) };
  }
}

function makeWeigh(): () => { readonly heap: number; readonly resident: number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    collect();
    return { heap: process.memoryUsage().heapUsed, resident: process.memoryUsage.rss() };
  };
}

/**
 * Posts so many mutated bodies to the collector with a real database: most to the function, some over a socket. The
 * first of them only warm it up: memory is weighed after a fifth, and in the end.
 */
export async function playFuzz(runs: number, seed: number): Promise<FuzzResult> {
  const data = newFolder();
  const opened = openSqliteStore(join(data, 'earshot.db'), Date.now());
  if ('problem' in opened) throw new Error(opened.problem);
  const { store } = opened;
  const violations: string[] = [];
  const { signal } = new AbortController();
  const app = makeApp({
    store,
    token: 'token-of-the-fuzz',
    origins: '*',
    readServedFile: async () => undefined,
    trustedProxies: [],
    rateLimit: async () => undefined,
    meters: makeMeters(),
    now: Date.now,
    makeId: () => 'made-id',
    random: Math.random,
    log: (level, event, details) => {
      if (level === 'error') violations.push(`${event}: ${JSON.stringify(details)}`);
    },
    draining: signal,
    closing: signal,
  });
  const server = await startServer(app, '127.0.0.1', 0);
  if ('problem' in server) throw new Error(server.problem);
  const { call, socket } = makePosts(app, server.origin);
  const statuses: Record<number, number> = {};
  const weigh = makeWeigh();
  let before = weigh();
  for (let first = 0; first < runs; first += atOnce) {
    if (first <= runs / 5 && first + atOnce > runs / 5) before = weigh();
    const several = Array.from({ length: Math.min(atOnce, runs - first) }, async (_, index) => {
      // Each body has a seed of its own, so that one alone can be played again.
      const random = makeSeeded(0);
      random.reseed(seed + first + index);
      const posted = mutateBody(random);
      const { status, problem } = await postOne(random.chance(socketShare) ? socket : call, posted);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (problem !== undefined) violations.push(`body ${seed + first + index}: ${problem}`);
    });
    await Promise.all(several);
  }
  const after = weigh();
  await server.stop();
  await store.close();
  rmSync(data, { recursive: true });
  return {
    statuses,
    violations,
    heapGrowthBytes: after.heap - before.heap,
    residentGrowthBytes: after.resident - before.resident,
  };
}
