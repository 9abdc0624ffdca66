import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { Context } from 'hono';
import type { Filter, Store, Written } from './store.ts';
import { withSegment } from './with-segment.ts';

/** How many responses are read at a time. */
const someRows = 100;
/** How often a silent stream says that it lives, so that no proxy ends it. */
const aliveMs = 15e3;

/** Resolves with the next commit, when it is time to say something, or when the stream is to end. */
function nextCommit(store: Store, signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      forget();
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, aliveMs);
    const forget = store.onCommit(done);
    for (const signal of signals) signal.addEventListener('abort', done);
  });
}

const print = ({ seq, response, receivedAt }: Written) => ({
  event: 'response',
  id: String(seq),
  data: JSON.stringify({ ...withSegment(response), receivedAt: new Date(receivedAt).toISOString() }),
});

const isOf = ({ response }: Written, { site, survey }: Filter): boolean =>
  (site === undefined || response.site === site) && (survey === undefined || response.survey === survey);

async function send(
  stream: SSEStreamingApi,
  store: Store,
  filter: Filter,
  from: number,
  signals: readonly AbortSignal[],
) {
  let seq = from;
  await stream.write(': connected\n\n');
  while (!signals.some(({ aborted }) => aborted)) {
    // Asked for before reading, so that a commit in between is not missed.
    const soon = nextCommit(store, signals);
    const rows = await store.readWritten(seq, someRows);
    for (const row of rows) {
      if (isOf(row, filter)) await stream.writeSSE(print(row));
      seq = row.seq;
    }
    if (rows.length === someRows) continue;
    if (!rows.length) await stream.write(': alive\n\n');
    await soon;
  }
}

/**
 * Streams what comes in from now on, or, where the reader names the last event that it had, from there on, as
 * server-sent events. Nothing is held for a reader that is slow: it reads from the store at its own pace. A response
 * whose revision comes in is streamed again.
 */
export async function streamWritten(
  context: Context,
  store: Store,
  filter: Filter,
  closing: AbortSignal,
): Promise<Response> {
  const last = context.req.header('last-event-id');
  const from = last !== undefined && /^\d{1,15}$/.test(last) ? Number(last) : await store.lastSeq();
  return streamSSE(context, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    await send(stream, store, filter, from, [gone.signal, closing]);
  });
}
