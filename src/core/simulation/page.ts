import type { Cancel, Timeline } from './timeline.ts';

/** A document in a tab: what it has planned comes about only while it lives, and waits while it is frozen. */
export interface Page {
  readonly number: number;
  readonly state: () => 'open' | 'frozen' | 'gone';
  readonly plan: (delayMs: number, run: () => void) => Cancel;
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly end: () => void;
}

export function makePage(number: number, { after }: Timeline): Page {
  let state: ReturnType<Page['state']> = 'open';
  let waiting: (() => void)[] = [];
  const due = (run: () => void): void => {
    if (state === 'open') run();
    else if (state === 'frozen') waiting.push(run);
  };
  return {
    number,
    state: () => state,
    plan(delayMs, run) {
      let isOff = false;
      const cancel = after(delayMs, () => due(() => isOff || run()));
      return () => {
        isOff = true;
        cancel();
      };
    },
    freeze() {
      if (state === 'open') state = 'frozen';
    },
    thaw() {
      if (state !== 'frozen') return;
      state = 'open';
      const all = waiting;
      waiting = [];
      for (const run of all) after(0, () => due(run));
    },
    end() {
      state = 'gone';
      waiting = [];
    },
  };
}
