// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import type { Explanation } from '../core/explain.ts';
import type { Verdicts } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import { sampleConfig } from '../core/samples.ts';
import { describeProblem as say } from '../core/describe-problem.ts';
import { checkNames, debug, explain, tell } from './diagnostics.ts';

const explanation = (pages: number, seconds: number): Explanation => ({
  version: '1.0.0',
  surveys: [
    {
      survey: 'nps',
      due: true,
      rules: [
        { id: 'minPages', passes: pages > 1, value: pages, threshold: 2 },
        { id: 'minTime', passes: false, value: `${seconds}s`, threshold: '15s' },
      ],
    },
  ],
  outbox: { waiting: 0, refused: [] },
  problems: ['Hint: ask less.'],
});

let abort: AbortController;
let log: MockInstance<typeof console.log>;
let table: MockInstance<typeof console.table>;

beforeEach(() => {
  abort = new AbortController();
  HTMLElement.prototype.showPopover = vi.fn<() => void>();
  log = vi.spyOn(console, 'log').mockImplementation(() => {});
  table = vi.spyOn(console, 'table').mockImplementation(() => {});
});

afterEach(() => {
  abort.abort();
  vi.restoreAllMocks();
});

const lines = (): readonly string[] => log.mock.calls.map(([line]) => line as string);

test('prints a heading and a table for each survey at once, failing rules first, then the rest', async () => {
  debug(async () => explanation(2, 9), abort.signal);
  await vi.waitFor(() => expect(table).toHaveBeenCalledOnce());
  expect(lines()).toEqual([
    '[earshot] nps: due, but waits for 1 of 2 rules',
    '[earshot] visitor: has no id',
    '[earshot] outbox: nothing waits to be sent',
    '[earshot] problems: Hint: ask less.',
  ]);
  expect(Object.keys(table.mock.calls[0]?.[0] as object)).toEqual(['minTime', 'minPages']);
});

test('mounts the panel, and keeps it up to date', async () => {
  let seconds = 9;
  const update = debug(async () => explanation(2, seconds), abort.signal);
  const shown = (): string => document.querySelector('earshot-debug')?.shadowRoot?.textContent ?? '';
  await vi.waitFor(() => expect(shown()).toContain('9s'));
  seconds = 12;
  update();
  await vi.waitFor(() => expect(shown()).toContain('12s'));
});

test('prints again when another rule passes, and not when only a clock has run', async () => {
  let now = explanation(1, 9);
  const read = vi.fn<() => Promise<Explanation>>(async () => now);
  const update = debug(read, abort.signal);
  await vi.waitFor(() => expect(table).toHaveBeenCalledTimes(1));
  now = explanation(1, 10);
  update();
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  await new Promise((resolve) => setTimeout(resolve));
  expect(table).toHaveBeenCalledTimes(1);
  now = explanation(2, 11);
  update();
  await vi.waitFor(() => expect(table).toHaveBeenCalledTimes(2));
});

test('prints nothing for a widget that was taken down meanwhile', async () => {
  debug(async () => {
    abort.abort();
    return explanation(2, 9);
  }, abort.signal);
  await new Promise((resolve) => setTimeout(resolve));
  expect(log).not.toHaveBeenCalled();
});

test('warns of each problem once, and notes it for explain', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const told = new Set<string>();
  for (const name of ['a', 'b', 'a']) tell(['noSurvey', name], told);
  expect(warn.mock.calls).toEqual([...told].map((text) => [`[earshot] ${text}`]));
  expect(told.size).toBe(2);
  tell(['failed', 'https://a.example/prompt-1.js', 'nps'], told);
  expect([...told].at(-1)).toMatch(/^The survey nps could not be shown: https:.*prompt-1\.js could not be had\./);
});

/** How a survey stands whose tag has these settings. */
function verdictsFor(tag: Readonly<Record<string, string>>): Verdicts {
  const { survey } = sampleConfig(tag);
  const verdict = { passes: true, rules: [], passesAt: 0 };
  return { visitor: undefined, surveys: [{ survey: 'nps', due: false, verdict, settings: survey }] };
}

test('explain tells of settings that are put off before a prompt is due, and of nothing twice', () => {
  vi.stubGlobal('VERSION', '1.0.0');
  const problems = [
    say(['value', 'theme', 'pink', true, 'auto']),
    say(['unknown', 'accet', true, 'accent']),
    'Something else.',
  ];
  const verdicts = verdictsFor({ theme: 'pink', accet: 'red' });
  expect(explain(verdicts, [], new Set()).problems.toSorted()).toEqual(problems.slice(0, 2).toSorted());
  expect(explain(verdicts, [], new Set(problems)).problems).toEqual(problems);
  vi.unstubAllGlobals();
});

test('explain tells of no survey where there is none', () => {
  vi.stubGlobal('VERSION', '1.0.0');
  expect(explain({ visitor: undefined, surveys: [] }, [], new Set(['One.'])).problems).toEqual(['One.']);
  vi.unstubAllGlobals();
});

test('reports names that only begin like settings, on a tag if one is near', () => {
  const { survey } = sampleConfig({ accet: 'red', thermometer: '3', privacyLink: '/privacy' });
  const problems: Problem[] = [];
  checkNames(survey, (...problem) => problems.push(problem));
  expect(problems).toEqual([['unknown', 'accet', true, 'accent']]);
});
