// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Explanation, ExplainedRule } from '../core/explain.ts';
import { mountPanel } from './panel.ts';

const passing: ExplainedRule = { id: 'gap', passes: true, threshold: '45d' };
const failing: ExplainedRule = {
  id: 'minTime',
  passes: false,
  value: '9s',
  threshold: '15s',
  passesAt: '2026-11-21T10:00:06.000Z',
};

const explanation = (rules: readonly ExplainedRule[] = [failing, passing]): Explanation => ({
  version: '1.2.3',
  surveys: [{ survey: 'nps', due: true, rules }],
  outbox: { waiting: 2, refused: [] },
  problems: ['First.', 'Hint: second.'],
});

let abort: AbortController;

beforeEach(() => {
  abort = new AbortController();
  // The document of the tests knows no top layer.
  HTMLElement.prototype.showPopover = vi.fn<() => void>();
});

afterEach(() => {
  abort.abort();
});

const panel = (): HTMLElement | null => document.querySelector('earshot-debug');
const all = (selector: string): readonly HTMLElement[] => [
  ...(panel()?.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const texts = (selector: string): readonly string[] => all(selector).map(({ textContent }) => textContent.trim());
const button = (name: string): HTMLElement | undefined =>
  all('button').find(({ textContent }) => textContent.startsWith(name));

async function show(read: () => Promise<Explanation> = async () => explanation()): Promise<() => void> {
  const update = mountPanel(read, abort.signal);
  await vi.waitFor(() => expect(texts('small')).not.toEqual(['']));
  return update;
}

test('stands below <html> in the top layer, as a region with a name, and takes no focus', async () => {
  await show();
  expect(panel()?.parentElement).toBe(document.documentElement);
  expect(panel()?.getAttribute('popover')).toBe('manual');
  expect(HTMLElement.prototype.showPopover).toHaveBeenCalledOnce();
  expect(all('section.panel')[0]?.getAttribute('aria-label')).toBe('Earshot debug');
  expect(document.activeElement).toBe(document.body);
});

test('shows the verdict, the failing rules, and the passing ones folded', async () => {
  await show();
  expect(texts('h2')[0]).toContain('Earshot 1.2.3');
  expect(texts('.verdict')).toEqual(['due, but waits for 1 of 2 rules']);
  const [failed, passed] = all('tbody');
  expect(failed?.textContent).toMatch(/^minTime9s15s2026-11-\d\d \d\d:\d\d:06/);
  expect(passed?.textContent).toBe('gap45d');
  expect(passed?.closest('details')?.open).toBe(false);
  expect(texts('summary')).toEqual(['1 rule passes']);
});

test('shows the visitor, the outbox and the problems', async () => {
  await show();
  expect(texts('.notes h3')).toEqual(['visitor', 'outbox', 'problems']);
  expect(texts('.notes p')).toEqual(['has no id', '2 waiting to be sent']);
  expect(texts('.notes li')).toEqual(['First.', 'Hint: second.']);
});

test('takes what it is told as text', async () => {
  await show(async () => ({ ...explanation(), visitor: '<img src=x>' }));
  expect(texts('.notes p')[0]).toBe('<img src=x>');
});

test('folds and unfolds, and says so', async () => {
  await show();
  const fold = button('Earshot');
  expect(fold?.getAttribute('aria-expanded')).toBe('true');
  fold?.click();
  expect([fold?.getAttribute('aria-expanded'), all('#content')[0]?.hidden]).toEqual(['false', true]);
  fold?.click();
  expect([fold?.getAttribute('aria-expanded'), all('#content')[0]?.hidden]).toEqual(['true', false]);
});

test.each<[string, (update: () => void) => void]>([
  ['it is told to', (update) => update()],
  ['Refresh is pressed', () => button('Refresh')?.click()],
  ['a prompt is closed', () => document.dispatchEvent(new CustomEvent('earshot:closed'))],
  ['the tab comes back', () => document.dispatchEvent(new Event('visibilitychange'))],
])('reads again when %s', async (_, act) => {
  let rules = [failing, passing];
  const update = await show(async () => explanation(rules));
  rules = [passing];
  act(update);
  await vi.waitFor(() => expect(texts('.verdict')).toEqual(['due and free to show at the next calm moment']));
  expect(all('tbody')).toHaveLength(1);
});

test('leaves what has not changed as it is: nodes, focus and open parts', async () => {
  let read = explanation();
  const update = await show(async () => read);
  const details = all('details')[0] as HTMLDetailsElement;
  details.open = true;
  all('summary')[0]?.focus();
  const before = [...all('tr'), ...all('li')];
  read = structuredClone(read);
  update();
  await new Promise((resolve) => setTimeout(resolve));
  expect([...all('tr'), ...all('li')].every((node, index) => node === before[index])).toBe(true);

  read = explanation([{ ...failing, value: '10s' }, passing]);
  update();
  await vi.waitFor(() => expect(texts('td')[0]).toBe('10s'));
  expect(details.isConnected && details.open).toBe(true);
  expect(panel()?.shadowRoot?.activeElement).toBe(all('summary')[0]);
});

test('reads one at a time, and once more for all calls in between', async () => {
  const waiting: (() => void)[] = [];
  const read = vi.fn<() => Promise<Explanation>>(
    () => new Promise((resolve) => waiting.push(() => resolve(explanation()))),
  );
  const update = mountPanel(read, abort.signal);
  update();
  update();
  expect(read).toHaveBeenCalledTimes(1);
  waiting[0]?.();
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  waiting[1]?.();
  await new Promise((resolve) => setTimeout(resolve));
  expect(read).toHaveBeenCalledTimes(2);
});

test('says so when nothing can be read, and tries again', async () => {
  let fails = true;
  const update = await show(async () => {
    if (fails) throw new Error('no');
    return explanation();
  });
  expect(texts('small')).toEqual(['could not be read']);
  fails = false;
  update();
  await vi.waitFor(() => expect(texts('h3')[0]).toBe('nps'));
});

test('goes when it is closed, and reads on for the console', async () => {
  const read = vi.fn<() => Promise<Explanation>>(async () => explanation());
  const update = await show(read);
  button('Close')?.click();
  expect(panel()).toBeNull();
  update();
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  expect(panel()).toBeNull();
});

test('goes with the widget, and reads no more', async () => {
  const read = vi.fn<() => Promise<Explanation>>(async () => explanation());
  const update = await show(read);
  abort.abort();
  expect(panel()).toBeNull();
  update();
  document.dispatchEvent(new CustomEvent('earshot:closed'));
  await new Promise((resolve) => setTimeout(resolve));
  expect(read).toHaveBeenCalledOnce();
});

test('does not come when the widget is gone already', async () => {
  abort.abort();
  mountPanel(async () => explanation(), abort.signal);
  expect(panel()).toBeNull();
});
