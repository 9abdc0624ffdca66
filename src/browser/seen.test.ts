// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commonTables, parseConfig } from '../core/config.ts';
import { recordOutcome, recordShown, type History } from '../core/history.ts';
import type { Attending, DiagnosticsChunk } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import { sampleAt as now, sampleEndpoint, sampleHistory } from '../core/samples.ts';
import type { Survey } from '../core/settings.ts';
import { attend } from './attend.ts';

let abort: AbortController;
/** Puts so much of the prompt into the window. */
let scroll: (share: number) => void;
let hidden: { mockReturnValue: (is: boolean) => unknown };
let focused: typeof hidden;

beforeEach(() => {
  abort = new AbortController();
  vi.useFakeTimers();
  hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  focused = vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: (entries: readonly { intersectionRatio: number }[]) => void) {
        scroll = (intersectionRatio) => callback([{ intersectionRatio: 0 }, { intersectionRatio }]);
      }
      observe = (): void => scroll(1);
      disconnect = (): void => void (scroll = () => {});
    },
  );
});
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A survey whose tag was read without the rare chunk. */
function guessing(tag: Readonly<Record<string, string>>): Survey {
  const whole = { survey: 'nps', endpoint: sampleEndpoint, ...tag };
  const [survey] = parseConfig(commonTables, whole, {}, sampleEndpoint, 'acme.example', () => {}).surveys;
  if (!survey) throw new Error('The sample has no survey.');
  return survey;
}

/** A prompt that was claimed at `now`; what it hears of, and the history that other tabs change. */
function show(facts: Partial<Attending['facts']> = {}, more: Partial<Attending> = {}) {
  const heard: string[] = [];
  const problems: Problem[] = [];
  const page = { heard, problems, history: recordShown(sampleHistory(), 'mine', 'nps', now) };
  attend({
    facts: { id: 'mine', shownAt: now, trigger: 'load', ...facts },
    view: { key: 'earshot:a', read: () => page.history, write() {} },
    warn: (...problem) => problems.push(problem),
    onSeen: () => heard.push('seen'),
    onElsewhere: () => heard.push('elsewhere'),
    onTaken: () => heard.push('taken'),
    host: document.createElement('div'),
    survey: guessing({}),
    load: () => Promise.reject(new Error('Nothing is needed.')),
    signal: abort.signal,
    ...more,
  });
  const change = (history: History, key: string | null = 'earshot:a'): void => {
    page.history = history;
    dispatchEvent(Object.assign(new Event('storage'), { key }));
  };
  return { ...page, change };
}

test('is seen once it was visible and focused for a second on end', () => {
  const { heard } = show();
  vi.advanceTimersByTime(999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(['seen']);
});

test.each([
  ['hidden', () => hidden.mockReturnValue(true), 'visibilitychange', () => hidden.mockReturnValue(false)],
  ['without the focus', () => focused.mockReturnValue(false), 'blur', () => focused.mockReturnValue(true)],
])('a second that is broken by a time %s counts from its beginning', (_, leave, type, come) => {
  const { heard } = show();
  vi.advanceTimersByTime(900);
  leave();
  dispatchEvent(new Event(type));
  vi.advanceTimersByTime(60_000);
  expect([heard, vi.getTimerCount()]).toEqual([[], 0]);
  come();
  dispatchEvent(new Event(type === 'blur' ? 'focus' : type));
  vi.advanceTimersByTime(999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(['seen']);
});

test('is seen only where it is in the window, by half at least', () => {
  const { heard } = show();
  scroll(0.4);
  vi.advanceTimersByTime(60_000);
  expect([heard, vi.getTimerCount()]).toEqual([[], 0]);
  scroll(0.5);
  vi.advanceTimersByTime(1_000);
  expect(heard).toEqual(['seen']);
});

test('a prompt that is gone before is never seen', () => {
  const { heard } = show();
  abort.abort();
  const { heard: late } = show();
  vi.advanceTimersByTime(60_000);
  expect([heard, late, vi.getTimerCount()]).toEqual([[], [], 0]);
});

test('hears that the visitor has answered in another tab', () => {
  const { heard, history, change } = show();
  const other = recordShown(history, 'other', 'ces', now - 5);
  change(other);
  change(recordOutcome(other, 'other', 'answered', now + 5), 'another-key');
  expect(heard).toEqual([]);
  change(recordOutcome(other, 'other', 'answered', now + 5));
  expect(heard).toEqual(['elsewhere']);
});

test('does not take its own answer, or one of before, for one in another tab', () => {
  const { heard, history, change } = show();
  const before = recordOutcome(recordShown(history, 'other', 'ces', now - 9), 'other', 'answered', now - 5);
  change(recordOutcome(before, 'mine', 'answered', now + 5));
  expect(heard).toEqual([]);
});

test('a test hears of no other tab, and warns where visitors see it', () => {
  const { heard, history, problems, change } = show({ test: true });
  change(recordOutcome(recordShown(history, 'other', 'ces', now), 'other', 'answered', now + 5));
  expect(heard).toEqual([]);
  expect(problems).toEqual(/^localhost$|^$/.test(location.hostname) ? [] : [['test']]);
});

test('has every name looked at, once, where one only begins like a setting', async () => {
  const survey = guessing({ accet: 'red' });
  const checkNames = vi.fn<DiagnosticsChunk['checkNames']>();
  const load = vi.fn(async () => ({ checkNames }));
  const options = { load: load as unknown as Attending['load'] };
  show({}, { ...options, survey: guessing({ accent: 'red' }) });
  show({}, { ...options, survey });
  await vi.advanceTimersByTimeAsync(0);
  expect(load.mock.calls).toEqual([['diagnostics']]);
  expect(checkNames.mock.calls).toEqual([[survey, expect.any(Function)]]);
});

test('goes on where nobody can look at them', async () => {
  const { heard } = show({}, { survey: guessing({ accet: 'red' }) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(heard).toEqual(['seen']);
});
