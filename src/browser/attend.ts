import type { Remembered } from '../core/history.ts';
import { hasGuessedNames } from '../core/guessed-names.ts';
import type { Attending } from '../core/ports.ts';
import { whenSeen } from './seen.ts';
import { stepAside } from './step-aside.ts';

const isLocal = (host: string): boolean => /^(localhost|127\.|\[::1)|\.localhost$/.test(host);

/**
 * What a prompt on the screen has to hear of: that it was seen, and that it is not needed here any more. Names that were
 * let through as if they were settings are reported, for now that a prompt was due somebody would miss them.
 */
export function attend(attending: Attending): void {
  try {
    watchPrompt(attending);
  } catch (error) {
    // A page that lacks what is watched with has a prompt all the same.
    attending.warn('failed', error);
  }
}

function watchPrompt({ facts, view, warn, onSeen, onElsewhere, onTaken, survey, load, host, signal }: Attending): void {
  if (hasGuessedNames(survey))
    load('diagnostics').then(
      ({ checkNames }) => checkNames(survey, warn),
      () => {},
    );
  if (signal.aborted) return;
  whenSeen(host, onSeen, signal);
  stepAside(host as HTMLElement, facts.trigger === 'show', signal);
  if (facts.test) {
    if (!isLocal(location.hostname)) warn('test');
    return;
  }
  const endOf = (prompts: readonly Remembered[] | undefined): number | undefined =>
    prompts?.find(({ id }) => id === facts.id)?.endedAt;
  const parse = (text: string | null): number | undefined =>
    endOf((JSON.parse(text ?? '{}') as { readonly prompts?: readonly Remembered[] }).prompts);
  /** Another tab changed the history: never this one. */
  const onStorage = ({ key, oldValue, newValue }: StorageEvent): void => {
    if (key !== null && key !== view.key) return;
    const isLater = ({ id, endedAt = 0 }: Remembered): boolean => id !== facts.id && endedAt > facts.shownAt;
    if (view.read().prompts.some(isLater)) return onElsewhere();
    try {
      // A tab that was duplicated, or its copy, goes on with this prompt.
      if (parse(oldValue) !== parse(newValue)) onTaken();
    } catch {}
  };
  addEventListener('storage', onStorage, { signal });
  // No event reaches a page in the cache of the back button.
  let left: number | undefined;
  addEventListener('pagehide', () => (left = endOf(view.read().prompts)), { signal });
  addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (persisted && left !== endOf(view.read().prompts)) onTaken();
    },
    { signal },
  );
}
