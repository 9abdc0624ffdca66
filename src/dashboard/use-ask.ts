import { useEffect, useState } from 'preact/hooks';
import { ask, type Answer } from './ask.ts';

/** What the collector answers to `path`; undefined while it is asked, and where there is nothing to ask for. */
export function useAsk<Value>(token: string, path: string | undefined): Answer<Value> | undefined {
  const [known, setKnown] = useState<{ readonly path: string; readonly answer: Answer<Value> }>();
  useEffect(() => {
    if (path === undefined) return undefined;
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const answer = await ask<Value>(token, path, fetch);
      if (isCurrent) setKnown({ path, answer });
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [token, path]);
  return known?.path === path ? known?.answer : undefined;
}
