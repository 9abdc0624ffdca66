import type { Step } from './steps.ts';
import { bytesOf } from './text-bytes.ts';

/** The longest answer that is no text. */
function longestOf(step: Step<unknown>): unknown {
  if (step.ask === 'text') return '';
  if (step.ask === 'rating') return step.scale.max;
  const ids = step.options.map(({ id }) => id);
  if (step.ask === 'battery') return Object.fromEntries(ids.map((id) => [id, 'na']));
  return step.ask === 'choice' ? ids.reduce((a, b) => (bytesOf(b) > bytesOf(a) ? b : a)) : ids;
}

/** What the answers to these steps take at most in a response, in bytes, without what is typed. */
export const stepBytesOf = (steps: readonly Step<unknown>[]): number =>
  bytesOf(Object.fromEntries(steps.map((step) => [step.id, longestOf(step)])));
