// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stillness } from './moment.ts';

let abort: AbortController;
let hasBeenActive: boolean;

beforeEach(() => {
  abort = new AbortController();
  hasBeenActive = true;
  vi.useFakeTimers();
  vi.stubGlobal('scrollX', 0);
  vi.stubGlobal('scrollY', 0);
  Object.defineProperty(navigator, 'userActivation', { configurable: true, get: () => ({ hasBeenActive }) });
});
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Whether it is still, as far as is known. */
function wait() {
  const is = { still: false };
  void stillness(abort.signal).then(() => (is.still = true));
  return is;
}
const after = async (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const act = (type: string, buttons = 0): boolean => dispatchEvent(new MouseEvent(type, { buttons }));

test('is there at once on a page that nobody has touched', async () => {
  hasBeenActive = false;
  const is = wait();
  await after(0);
  expect([is.still, vi.getTimerCount()]).toEqual([true, 0]);
});

test('is not there at once on a page that was scrolled before', async () => {
  hasBeenActive = false;
  vi.stubGlobal('scrollY', 1);
  const is = wait();
  await after(999);
  expect(is.still).toBe(false);
});

test.each(['scroll', 'pointerdown', 'pointerup'])(
  'comes a second after the last %s, and leaves nothing',
  async (type) => {
    const is = wait();
    await after(900);
    act(type);
    await after(999);
    expect(is.still).toBe(false);
    await after(1);
    expect([is.still, vi.getTimerCount()]).toEqual([true, 0]);
  },
);

test('a pointer that is dragged moves the page, one that only wanders does not', async () => {
  const is = wait();
  await after(900);
  act('pointermove', 1);
  await after(900);
  act('pointermove', 0);
  expect(is.still).toBe(false);
  await after(100);
  expect(is.still).toBe(true);
});

test('hears of scrolling in any part of the page', async () => {
  const is = wait();
  await after(900);
  const part = document.createElement('div');
  document.body.append(part);
  part.dispatchEvent(new Event('scroll'));
  await after(999);
  expect(is.still).toBe(false);
});
