/** Runs `checkpoint` once nothing was committed for a while, so that the log beside the database seldom holds much. */
export interface IdleCheckpoint {
  /** Something was committed. */
  readonly touch: () => void;
  readonly stop: () => void;
}

/** How long it waits, in ms: longer than the pauses of a crowd, so that only one who is alone pays for it. */
export const idleMs = 1000;

/** Where `checkpoint` fails, the rows stay in the log, which is as safe; the next commit tries again. */
export function makeIdleCheckpoint(checkpoint: () => void): IdleCheckpoint {
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    try {
      checkpoint();
    } catch {
      // A full disk, most likely: whoever writes next hears of it.
    }
  };
  return {
    touch() {
      if (timer) timer.refresh();
      else timer = setTimeout(run, idleMs).unref();
    },
    stop: () => clearTimeout(timer),
  };
}
