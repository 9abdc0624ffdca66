import { stringify } from '../core/stringify.ts';
import { parseHistory, type History } from '../core/history.ts';

/** The cheap view of the history that every page reads; a killed browser may lose its last second. */
export interface HistoryView {
  /** Its key in `localStorage`. */
  readonly key: string;
  readonly read: () => History;
  readonly write: (history: Partial<History>) => void;
}

/**
 * The view in `localStorage`; where that is blocked or full, or nothing is to be kept (`isKept`), what this page itself
 * has seen.
 */
export function openHistoryView(site: string, isKept: boolean): HistoryView {
  const key = `earshot:${site}`;
  let memory: string | undefined;
  return {
    key,
    read() {
      let stored;
      try {
        stored = isKept && localStorage[key];
      } catch {}
      return parseHistory(memory ?? stored, Date.now());
    },
    write(history) {
      // Until it is stored, what is there, if anything, is older than what this page knows.
      memory = stringify(history);
      try {
        if (isKept) {
          localStorage[key] = memory;
          memory = undefined;
        }
      } catch {}
    },
  };
}
