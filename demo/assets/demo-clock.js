/** By how much the time machine moves the clock. All tabs share it, as they share the history. */
import { readBrowser, writeBrowser } from './demo-memory.js';

export const clockKey = 'demo.clock';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const readOffsetMs = () => Number(readBrowser(clockKey)) || 0;

export const isClockMoved = () => readOffsetMs() !== 0;

/** Moves the clock on by hours, from the page's next load on; 0 takes it back to now. */
export function moveClock(hours) {
  writeBrowser(clockKey, String(hours === 0 ? 0 : readOffsetMs() + hours * hourMs));
}

/** How far the clock is ahead, in the largest unit that fits: `5 hours ahead`, `61 days ahead`. */
export function describeOffset() {
  const days = Math.floor(readOffsetMs() / dayMs);
  const [count, unit] = days > 0 ? [days, 'day'] : [Math.round(readOffsetMs() / hourMs), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ahead`;
}
