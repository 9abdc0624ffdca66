import { useEffect, useRef, useState } from 'preact/hooks';
import { readStream } from './read-stream.ts';

/** Whether what is new is heard of at once. */
export type StreamState = 'live' | 'broken' | 'ended';

const [firstWaitMs, longestWaitMs] = [1000, 30_000];

/** Resolves after `ms`, when the browser is back online, or when the stream is not wanted any more. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done, { once: true, signal });
    signal.addEventListener('abort', done);
  });
}

/** Whether somebody may be looking. A browser has six connections to a collector, and a stream holds one of them. */
function useIsVisible(): boolean {
  const [isVisible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const read = (): void => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, []);
  return isVisible;
}

/**
 * Calls `onNews` for each event of the stream at `path`, and each time that it is connected: what came in while it was
 * not is to be looked up. It connects again where it breaks off, and lets go while the page is hidden.
 */
export function useStream(token: string, path: string, onNews: () => void): StreamState {
  const [state, setState] = useState<StreamState>('broken');
  const newsRef = useRef(onNews);
  const isVisible = useIsVisible();
  useEffect(() => {
    newsRef.current = onNews;
  }, [onNews]);
  useEffect(() => {
    if (!isVisible) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const run = async (): Promise<void> => {
      let waitMs = firstWaitMs;
      const onOpen = (): void => {
        waitMs = firstWaitMs;
        setState('live');
        newsRef.current();
      };
      while (!signal.aborted) {
        const end = await readStream(token, path, { onOpen, onEvent: () => newsRef.current() }, signal, fetch);
        if (signal.aborted) return;
        setState(end === 'token' ? 'ended' : 'broken');
        if (end === 'token') return;
        await pause(waitMs, signal);
        waitMs = Math.min(2 * waitMs, longestWaitMs);
      }
    };
    void run();
    return () => controller.abort();
  }, [token, path, isVisible]);
  return state;
}
