import type { Journey, Route } from './journey.ts';
import { segments } from './kinds.ts';
import { entryOf } from './step-answer.ts';
import { stepBytesOf } from './step-bytes.ts';
import { bytesOf, clipText, textBytesOf } from './text-bytes.ts';

/** What all texts of a response take at most, in bytes. */
export const maxTextBytes = 12_000;

// Texts and chosen ids together: of the 16 kB of a body they leave enough for what it cannot do without.
const maxSaidBytes = 13_600;

/**
 * As much of a text as there is room for in the response, in place of `before`: 2,000 characters, and 12,000 bytes with
 * all others; less where the ids of options are very long.
 */
export function fitText(route: Route, journey: Journey, before: string, text: string): string {
  const { comment, reasonOther, contactEmail, answers } = journey;
  const typed = route.steps.map((step) => (step.ask === 'text' ? (entryOf(step, answers) as string | undefined) : ''));
  const ids = Math.max(...segments.map((segment) => bytesOf(route.reasons[segment].map(({ id }) => id))));
  const room = Math.min(maxTextBytes, maxSaidBytes - ids - stepBytesOf(route.steps));
  const used = [comment, reasonOther, contactEmail, ...typed].reduce((sum, one) => sum + textBytesOf(one), 0);
  return clipText(text, room - used + textBytesOf(before));
}
