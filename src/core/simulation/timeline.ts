/** Takes back what was planned. */
export type Cancel = () => void;

/** Time that passes only as far as it is run: no real timer is involved. */
export interface Timeline {
  /** Ms; not whole ones. */
  readonly now: () => number;
  readonly after: (delayMs: number, run: () => void) => Cancel;
  /** Runs one more event now, and all that follows from it at once. */
  readonly act: (run: () => void) => Promise<void>;
  /** Runs what is planned up to this instant, one event after the other; false where `watch` stopped it. */
  readonly runUntil: (at: number) => Promise<boolean>;
}

interface Planned {
  readonly at: number;
  run?: (() => void) | undefined;
}

/** Promises are settled before the next event: a macrotask of Node comes after all microtasks. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `watch` looks at the world after each event; time stands still for good once it says false. */
export function makeTimeline(startAt: number, watch: () => boolean): Timeline {
  // The next one is the last.
  const planned: Planned[] = [];
  let now = startAt;
  let isOn = true;
  const act: Timeline['act'] = async (run) => {
    run();
    await settled();
    isOn &&= watch();
  };
  return {
    now: () => now,
    after(delayMs, run) {
      const one: Planned = { at: now + Math.max(0, delayMs), run };
      let index = planned.length;
      // Of two at the same instant the first comes first.
      while (index > 0 && (planned[index - 1] as Planned).at <= one.at) index--;
      planned.splice(index, 0, one);
      return () => (one.run = undefined);
    },
    act,
    async runUntil(at) {
      for (let next = planned.at(-1); next && next.at <= at; next = planned.at(-1)) {
        if (!isOn) return false;
        planned.pop();
        now = next.at;
        if (next.run) await act(next.run);
      }
      now = Math.max(now, at);
      return isOn;
    },
  };
}
