import { dayMs } from './duration.ts';
import type { OutboxPorts } from './outbox.ts';
import type { Kept, Refusal } from './ports.ts';

// As many responses may wait.
const mostWaiting = 200;
const mostAgeMs = 90 * dayMs;
// A clock that jumps ahead makes everything old at once: age alone ends nothing.
const fewestTries = 3;
// For whoever asks why.
const refusedMs = 30 * dayMs;

/** Why a response is given up that waits together with `newer` younger ones; undefined where it is not. */
function giveUp({ response, tries }: Kept, newer: number, now: number): Refusal | undefined {
  if (newer >= mostWaiting) return 'full';
  return tries >= fewestTries && now - Date.parse(response.shownAt) > mostAgeMs ? 'age' : undefined;
}

/**
 * Ends what has waited too long or is too much, the oldest first, and reports each; what was refused long ago is
 * forgotten.
 */
export async function tidy({ store, now, report }: OutboxPorts): Promise<void> {
  const all = await store.list();
  for (const { refused, response } of all)
    if (refused && now() - refused.at > refusedMs)
      await store.change(response.id, (kept) => (kept?.refused ? undefined : kept));
  const waiting = all.filter(({ refused }) => !refused);
  let newer = waiting.length;
  for (const one of waiting) {
    newer -= 1;
    const reason = giveUp(one, newer, now());
    if (!reason) continue;
    // Another page may have sent it meanwhile, or said this already.
    let isGivenUp = false;
    await store.change(one.response.id, (kept) => {
      isGivenUp = !!kept && !kept.refused;
      return isGivenUp && kept ? { ...kept, refused: { reason, at: now() } } : kept;
    });
    if (isGivenUp) report('refused', one.response, reason);
  }
}
