import { parseHistory, type History } from '../core/history.ts';

/** The cheap view of the history that every page reads; a killed browser may lose its last second. */
export interface HistoryView {
  readonly read: (now: number) => History;
  readonly write: (history: History) => void;
}

/** The view in `localStorage`; where that is blocked or full, what this page itself has seen. */
export function openHistoryView(site: string): HistoryView {
  const key = `earshot:${site}`;
  let memory: History | undefined;
  return {
    read(now) {
      let stored: unknown;
      try {
        stored = localStorage.getItem(key);
      } catch {}
      return memory ?? parseHistory(stored, now);
    },
    write(history) {
      try {
        localStorage.setItem(key, JSON.stringify(history));
      } catch {
        // What is stored, if anything, is older than what this page knows.
        memory = history;
      }
    },
  };
}
