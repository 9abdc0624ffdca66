import type { Timeline } from './timeline.ts';

/** What all tabs read and write at once; a browser that is killed may lose its last second. */
export interface LocalStorage {
  readonly read: (key: string) => unknown;
  /** Undefined removes. */
  readonly write: (key: string, value: unknown) => void;
  readonly loseLastSecond: () => void;
  readonly wipe: () => void;
}

export function makeLocalStorage({ now }: Timeline): LocalStorage {
  let values = new Map<string, unknown>();
  let saved = values;
  let savedAt = now();
  return {
    read: (key) => values.get(key),
    write(key, value) {
      if (now() - savedAt > 1e3) [saved, savedAt] = [new Map(values), now()];
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    },
    loseLastSecond: () => void (values = new Map(now() - savedAt > 1e3 ? values : saved)),
    wipe: () => void ([values, saved] = [new Map(), new Map()]),
  };
}
