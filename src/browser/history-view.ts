import { emptyHistory, parseHistory, type History } from '../core/history.ts';

/** The cheap view of the history that every page reads; a killed browser may lose its last second. */
export interface HistoryView {
  readonly read: (now: number) => History;
  readonly write: (history: History) => void;
}

/** The view in `localStorage`; where that is blocked, broken or full, what this page itself has seen. */
export function openHistoryView(site: string): HistoryView {
  const key = `earshot:${site}`;
  let memory: History = emptyHistory;
  let blocked = false;
  return {
    read(now) {
      try {
        const stored = !blocked && localStorage.getItem(key);
        if (stored) memory = parseHistory(JSON.parse(stored), now);
      } catch {}
      return memory;
    },
    write(history) {
      memory = history;
      try {
        localStorage.setItem(key, JSON.stringify(history));
      } catch {
        // What is stored is older than what this page knows.
        blocked = true;
      }
    },
  };
}
