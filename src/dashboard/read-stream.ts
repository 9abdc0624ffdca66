import { createParser } from 'eventsource-parser';

/** What is heard of a stream of server-sent events. */
export interface StreamListener {
  readonly onOpen: () => void;
  readonly onEvent: () => void;
}

/** What a stream ended with: broken off, or refused for its token. */
export type StreamEnd = 'broken' | 'token';

/** Reads the stream at `path` until it breaks off: by fetch, as an EventSource cannot send a token. */
export async function readStream(
  token: string,
  path: string,
  { onOpen, onEvent }: StreamListener,
  signal: AbortSignal,
  fetchIt: typeof fetch,
): Promise<StreamEnd> {
  try {
    const answer = await fetchIt(path, { headers: { authorization: `Bearer ${token}` }, cache: 'no-store', signal });
    if (answer.status === 401) return 'token';
    if (!answer.ok || !answer.body) return 'broken';
    onOpen();
    const parser = createParser({ onEvent });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) parser.feed(part.value);
  } catch {
    // Cut off, or given up by us: who reads it knows.
  }
  return 'broken';
}
