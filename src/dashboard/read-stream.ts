import { createParser } from 'eventsource-parser';

/** What is heard of a stream of server-sent events. */
export interface StreamListener {
  readonly onOpen: () => void;
  /** `id` is where to go on from, should the stream break off. */
  readonly onEvent: (id: string | undefined) => void;
}

/** What a stream ended with: broken off, or refused for its token. */
export type StreamEnd = 'broken' | 'token';

/**
 * Reads the stream at `path` until it breaks off: by fetch, as an EventSource cannot send a token. It goes on behind the
 * event `after`, where one is named.
 */
export async function readStream(
  token: string,
  path: string,
  after: string | undefined,
  { onOpen, onEvent }: StreamListener,
  signal: AbortSignal,
  fetchIt: typeof fetch,
): Promise<StreamEnd> {
  try {
    const headers = { authorization: `Bearer ${token}`, ...(after !== undefined && { 'last-event-id': after }) };
    const answer = await fetchIt(path, { headers, cache: 'no-store', signal });
    if (answer.status === 401) return 'token';
    if (!answer.ok || !answer.body) return 'broken';
    onOpen();
    const parser = createParser({ onEvent: ({ id }) => onEvent(id) });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) parser.feed(part.value);
  } catch {
    // Cut off, or given up by us: who reads it knows.
  }
  return 'broken';
}
