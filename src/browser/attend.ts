import type { Remembered } from '../core/history.ts';
import type { Attending } from '../core/ports.ts';
import { whenSeen } from './seen.ts';

const isLocal = (host: string): boolean => /^(localhost|127\.|\[::1)|\.localhost$/.test(host);

/** What a prompt on the screen has to hear of: that it was seen, and that it is not needed here any more. */
export function attend({ facts, view, warn, onSeen, onElsewhere, signal }: Attending): void {
  whenSeen(onSeen, signal);
  if (facts.test) {
    if (!isLocal(location.hostname)) warn('test');
    return;
  }
  /** Another tab changed the history. */
  const onStorage = ({ key }: StorageEvent): void => {
    if (key !== null && key !== view.key) return;
    const isLater = ({ id, endedAt = 0 }: Remembered): boolean => id !== facts.id && endedAt > facts.shownAt;
    if (view.read().prompts.some(isLater)) onElsewhere();
  };
  addEventListener('storage', onStorage, { signal });
}
