// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Problem } from '../core/problem.ts';
import type { Trigger } from '../core/values.ts';
import { arm } from './triggers.ts';

let abort: AbortController;
let isCoarse: boolean;

beforeEach(() => {
  abort = new AbortController();
  isCoarse = false;
  document.body.replaceChildren();
  vi.useFakeTimers();
  vi.stubGlobal('navigation', new EventTarget());
  vi.stubGlobal('matchMedia', () => ({ matches: isCoarse }));
  vi.stubGlobal('innerHeight', 600);
  scrollPage(0);
  Object.defineProperty(document.documentElement, 'scrollHeight', { configurable: true, get: () => 3_000 });
});
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** What these triggers have fired so far, and what was wrong with them. */
function watch(...triggers: Trigger[]) {
  const fired: string[] = [];
  const problems: Problem[] = [];
  const onAddress = vi.fn<() => void>();
  arm({
    surveys: triggers.map((trigger) => ({ trigger: [trigger] })),
    fire: (trigger) => fired.push(trigger),
    onAddress,
    warn: (...problem) => problems.push(problem),
    signal: abort.signal,
  });
  return { fired, problems, onAddress };
}

function scrollPage(to: number): void {
  vi.stubGlobal('scrollY', to);
  dispatchEvent(new Event('scroll'));
}
function add(html: string): HTMLElement {
  const [tag = 'div', id = ''] = html.split('#');
  const element = document.createElement(tag);
  element.id = id;
  document.body.append(element);
  return element;
}
function setHidden(hidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

test('click: fires at every click on the element or in it, also where the page keeps clicks to itself', () => {
  const { fired } = watch('click:#buy');
  const button = add('button#buy');
  const inside = document.createElement('b');
  button.append(inside);
  button.addEventListener('click', (event) => event.stopPropagation());
  button.click();
  inside.click();
  add('button#other').click();
  expect(fired).toEqual(['click:#buy', 'click:#buy']);
});

test('a bad selector is reported, and the other triggers work', () => {
  const button = add('button#buy');
  vi.spyOn(document, 'querySelector').mockImplementation((selector) => {
    if (selector === '#') throw new DOMException('bad', 'SyntaxError');
    return null;
  });
  const { fired, problems } = watch('click:#', 'click:#buy');
  button.click();
  expect([problems, fired]).toEqual([[['selector', 'click:#']], ['click:#buy']]);
});

test('scroll: fires once the end of the window came so far down the page, once', () => {
  const { fired } = watch('scroll:50%');
  scrollPage(899);
  expect(fired).toEqual([]);
  scrollPage(900);
  scrollPage(2_000);
  expect(fired).toEqual(['scroll:50%']);
});

test('time: fires after so much visible time, with no timer while the page is hidden', () => {
  const { fired } = watch('time:30s');
  vi.advanceTimersByTime(20_000);
  setHidden(true);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(600_000);
  setHidden(false);
  vi.advanceTimersByTime(9_999);
  expect(fired).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(fired).toEqual(['time:30s']);
  setHidden(true);
  setHidden(false);
  vi.advanceTimersByTime(60_000);
  expect(fired).toHaveLength(1);
});

test('time: a page that is opened hidden counts from when it is looked at', () => {
  setHidden(true);
  const { fired } = watch('time:1s');
  vi.advanceTimersByTime(5_000);
  setHidden(false);
  vi.advanceTimersByTime(1_000);
  expect(fired).toEqual(['time:1s']);
});

test('exit: fires when the mouse leaves through the top, and not through a side', () => {
  const { fired } = watch('exit');
  const leave = (clientY: number): boolean =>
    document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY }));
  leave(300);
  expect(fired).toEqual([]);
  leave(-1);
  leave(-1);
  expect(fired).toEqual(['exit']);
});

test('exit: on a touch screen a flick back up by half a window fires, a slow way up does not', () => {
  isCoarse = true;
  scrollPage(1_000);
  const { fired } = watch('exit');
  for (let y = 1_000; y > 0; y -= 100) {
    vi.advanceTimersByTime(300);
    scrollPage(y);
  }
  expect(fired).toEqual([]);
  scrollPage(1_000);
  vi.advanceTimersByTime(100);
  scrollPage(850);
  vi.advanceTimersByTime(100);
  scrollPage(701);
  expect(fired).toEqual([]);
  scrollPage(700);
  expect(fired).toEqual(['exit']);
});

test('exit: with a mouse scrolling up says nothing', () => {
  scrollPage(1_000);
  const { fired } = watch('exit');
  scrollPage(0);
  expect(fired).toEqual([]);
});

test('several triggers each fire, one that is named twice once', () => {
  const { fired } = watch('time:1s', 'scroll:50%', 'time:1s');
  scrollPage(2_400);
  vi.advanceTimersByTime(1_000);
  expect(fired).toEqual(['scroll:50%', 'time:1s']);
});

test('nothing fires, and nothing is left running, once the page is left', () => {
  const button = add('button#buy');
  const { fired } = watch('click:#buy', 'time:1s', 'scroll:50%', 'exit', 'visible:#buy');
  abort.abort();
  button.click();
  scrollPage(2_400);
  document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY: -1 }));
  setHidden(true);
  setHidden(false);
  vi.advanceTimersByTime(60_000);
  expect([fired, vi.getTimerCount()]).toEqual([[], 0]);
});

test('watches the address only where the browser does not tell of it', async () => {
  const { onAddress } = watch();
  dispatchEvent(new Event('popstate'));
  vi.advanceTimersByTime(1);
  expect(onAddress).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
  const old = watch();
  for (const [index, type] of ['popstate', 'hashchange', 'click', 'keyup'].entries()) {
    dispatchEvent(new Event(type));
    vi.advanceTimersByTime(1);
    expect([type, old.onAddress.mock.calls.length]).toEqual([type, index + 1]);
  }
});
