import { stringify } from './stringify.ts';
import type { History, Remembered } from './history.ts';
import { outcomes } from './response.ts';

// In bytes: all of it is ASCII.
const mostLength = 1000;

const instant = (at: number | undefined): string => at?.toString(36) ?? '';
const parseInstant = (text: string | undefined): number | undefined => (text ? parseInt(text, 36) : undefined);

/**
 * The part of an id that says when the prompt was claimed (UUIDv7): it tells the prompts of one site apart, and says
 * nothing else.
 */
const claimOf = ({ id }: Remembered): string => id.slice(0, 13);

/**
 * A history's prompts as the value of a cookie, the newest first, as many as fit into 1 kB: no id of a visitor, no id
 * of a response.
 */
export function formatCookie({ never, prompts }: History): string {
  let text = never ? 'never' : '';
  for (const prompt of prompts.toReversed()) {
    const { survey, seenAt, outcome, endedAt } = prompt;
    const item = [claimOf(prompt), survey, instant(seenAt), outcome ?? '', instant(endedAt)].join('~');
    if (text.length + item.length > mostLength) break;
    text += `!${item}`;
  }
  return text;
}

/** The same as JSON of a history, for `parseHistory`. What is no such value holds nothing. */
export function parseCookie(text: string): string {
  const [flag, ...items] = text.split('!');
  const prompts = items.flatMap((item) => {
    const [id = '', survey, seen, outcome, ended] = item.split('~');
    const shownAt = parseInt(id.replace('-', ''), 16);
    const prompt = {
      id,
      survey,
      shownAt,
      seenAt: parseInstant(seen),
      outcome: outcomes.find((one) => one === outcome),
      endedAt: parseInstant(ended),
    };
    return shownAt && survey ? [prompt] : [];
  });
  return stringify({ never: flag === 'never', prompts });
}
