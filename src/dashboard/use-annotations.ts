import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask, type Answer } from './ask.ts';

/** A mark on the time axis as the collector keeps it. */
export interface Annotation {
  readonly id: string;
  /** Left out: of all sites. */
  readonly site?: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly text: string;
}

export type NewAnnotation = Omit<Annotation, 'id'>;

/** The marks of a site within a period, the earliest first, and what changes them. */
export interface Annotations {
  readonly annotations: readonly Annotation[];
  /** Why the last reading or change failed. */
  readonly problem?: string;
  /** Resolves to whether it is kept. */
  readonly add: (annotation: NewAnnotation) => Promise<boolean>;
  readonly erase: (annotation: Annotation) => Promise<boolean>;
}

/** Marks from the first to the last UTC day, both included. */
export function useAnnotations(token: string, site: string, from: string, to: string): Annotations {
  const [annotations, setAnnotations] = useState<readonly Annotation[]>([]);
  const [problem, setProblem] = useState<string>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const path = `/v1/annotations?${new URLSearchParams({ site, from, to })}`;
      const answer = await ask<{ readonly annotations: readonly Annotation[] }>(token, path, fetch);
      if (!isCurrent) return;
      if ('value' in answer) {
        setAnnotations(answer.value.annotations.toSorted((one, other) => (one.at < other.at ? -1 : 1)));
        setProblem(undefined);
      } else if (answer.reason === 'failed') setProblem(answer.detail);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [token, site, from, to, turn]);
  const settle = useCallback((answer: Answer<unknown>): boolean => {
    const isDone = 'value' in answer;
    setProblem(isDone ? undefined : answer.reason === 'failed' ? answer.detail : 'The token is not valid any more.');
    if (isDone) setTurn((count) => count + 1);
    return isDone;
  }, []);
  return {
    annotations,
    ...(problem !== undefined && { problem }),
    add: async (body) => settle(await ask(token, '/v1/annotations', fetch, { method: 'POST', body })),
    erase: async ({ id }) =>
      settle(await ask(token, `/v1/annotations/${encodeURIComponent(id)}`, fetch, { method: 'DELETE' })),
  };
}
