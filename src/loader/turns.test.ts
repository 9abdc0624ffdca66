// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseHistory, recordFired, type Fired } from '../core/history.ts';
import type { Due } from '../core/ports.ts';
import { sampleAt, sampleConfig, sampleHistory } from '../core/samples.ts';
import type { Site, Survey } from '../core/settings.ts';
import { takeTurns, type TurnsContext } from './turns.ts';

beforeEach(() => vi.useFakeTimers({ now: sampleAt }));
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

let abort = new AbortController();
const make = (tag: Readonly<Record<string, string>>): Survey => sampleConfig(tag).survey;
const nps = make({ survey: 'nps' });
const ces = make({ survey: 'ces', trigger: 'event:paid' });

/** Turns in a page whose history, rules and prompts are as told here. */
function take(surveys: readonly Survey[], mode: Site['mode'] = 'live') {
  abort = new AbortController();
  const page = {
    history: sampleHistory(),
    /** From when on each survey passes; now, where nothing stands here. */
    passesAt: new Map<Survey, number>(),
    /** What the prompt did with its turns. */
    shown: [] as (Due | undefined)[],
    failures: [] as unknown[],
    /** Ends the prompt that stands. */
    close: (): void => {},
    /** What the prompt does first; the standard one takes its turn, and stands until it is closed. */
    async show(): Promise<void> {
      const due = turns.next();
      page.shown.push(due);
      if (!due) return;
      turns.drop(due);
      await new Promise<void>((resolve) => (page.close = resolve));
    },
    fire(survey: Survey, agoMs = 0, more: Partial<Fired> = {}): void {
      const fired = { survey: survey.survey, trigger: 'event:paid', firedAt: Date.now() - agoMs, draw: 7 } as const;
      page.history = recordFired(page.history, { ...fired, ...more });
      turns.renew(survey);
      turns.evaluate();
    },
    names: () => page.shown.map((due) => due?.survey.survey),
  };
  const turns = takeTurns({
    site: { ...sampleConfig().site, mode },
    surveys,
    view: { read: () => page.history, write() {}, key: '' },
    change(how) {
      page.history = how(page.history, Date.now());
    },
    ask({ survey }) {
      const passesAt = page.passesAt.get(survey) ?? 0;
      return { passes: passesAt <= Date.now(), passesAt, rules: [] };
    },
    load: (async () => ({ show: () => page.show() })) as unknown as TurnsContext['load'],
    warn: (...[, error, survey]) => void page.failures.push([error, survey]),
    signal: abort.signal,
    emit: () => true,
    parseHistory,
    printHistory: JSON.stringify,
    openOutbox: () => new Promise(() => {}),
  });
  return { page, turns };
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

test('a page view makes surveys due that are asked on load, and no others', async () => {
  const { page, turns } = take([ces, nps]);
  turns.turnPage();
  await settle();
  expect(page.names()).toEqual(['nps']);
  expect(page.shown[0]).toMatchObject({ trigger: 'load', survey: nps });
  page.close();
  await settle();
  expect(page.names(), 'on each page at most once').toEqual(['nps']);
  turns.turnPage();
  await settle();
  expect(page.names()).toEqual(['nps', 'nps']);
});

test('one at a time, those first that stand first', async () => {
  const { page, turns } = take([nps, make({ survey: 'csat' })]);
  turns.turnPage();
  await settle();
  turns.evaluate();
  await settle();
  expect(page.names()).toEqual(['nps']);
  page.close();
  await settle();
  expect(page.names()).toEqual(['nps', 'csat']);
});

test('lets the next survey have its turn where the rules hold the first one back', async () => {
  const { page, turns } = take([nps, make({ survey: 'csat' })]);
  page.passesAt.set(nps, Infinity);
  turns.turnPage();
  await settle();
  expect(page.names()).toEqual(['csat']);
});

test('asks again at the instant from which the rules pass, and not before', async () => {
  const { page, turns } = take([nps]);
  page.passesAt.set(nps, sampleAt + 5_000);
  turns.turnPage();
  await settle();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(page.shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(page.names()).toEqual(['nps']);
});

test('has no timer where no instant is known, where nothing is due, or once it is taken down', async () => {
  const { page, turns } = take([nps, ces]);
  page.passesAt.set(nps, Infinity).set(ces, sampleAt + 5_000);
  turns.turnPage();
  await settle();
  expect(vi.getTimerCount()).toBe(0);
  page.passesAt.set(nps, sampleAt + 5_000);
  turns.evaluate();
  await settle();
  expect(vi.getTimerCount()).toBe(1);
  abort.abort();
  expect(vi.getTimerCount()).toBe(0);
  turns.evaluate();
  await settle();
  expect([vi.getTimerCount(), page.shown]).toEqual([0, []]);
});

test('waits for an instant that is further away than any timer reaches', async () => {
  const { page, turns } = take([nps]);
  const days = 60 * 864e5;
  page.passesAt.set(nps, sampleAt + days);
  turns.turnPage();
  await settle();
  await vi.advanceTimersByTimeAsync(days - 1);
  expect(page.shown).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(page.names()).toEqual(['nps']);
});

test('does nothing in a hidden tab, not even wait', async () => {
  const { page, turns } = take([nps]);
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  page.passesAt.set(nps, sampleAt + 1);
  turns.turnPage();
  await settle();
  await vi.advanceTimersByTimeAsync(10);
  expect([page.shown, vi.getTimerCount()]).toEqual([[], 0]);
  hidden.mockReturnValue(false);
  turns.evaluate();
  await settle();
  expect(page.names()).toEqual(['nps']);
});

test('a trigger makes its survey due, again and again, with what it was fired with', async () => {
  const { page, turns } = take([ces]);
  turns.turnPage();
  await settle();
  for (const traits of ['{"order":1}', '{"order":2}']) {
    page.fire(ces, 0, { traits, trigger: 'event:paid' });
    page.close();
    await settle();
  }
  expect(page.shown).toMatchObject([{ traits: '{"order":1}', trigger: 'event:paid' }, { traits: '{"order":2}' }]);
  expect(page.history.fired, 'what is served is not remembered any longer').toEqual([]);
});

test.each([
  [{}, 15 * 60_000],
  [{ triggerExpires: '10s' }, 10_000],
])('remembers a trigger across pages until it expires: %j', async (tag, expiryMs) => {
  const survey = make({ survey: 'ces', trigger: 'event:paid', ...tag });
  const { page, turns } = take([survey]);
  page.fire(survey, expiryMs);
  await settle();
  expect(page.shown).toEqual([]);
  turns.turnPage();
  await settle();
  expect(page.shown).toEqual([]);
  page.fire(survey, expiryMs - 1);
  await settle();
  expect(page.names()).toEqual(['ces']);
});

test('says what made a survey due, a trigger before the page view', async () => {
  const { page, turns } = take([nps]);
  page.passesAt.set(nps, Infinity);
  expect(turns.firedFor(ces, page.history)).toBeUndefined();
  turns.turnPage();
  await settle();
  expect(turns.firedFor(nps, page.history)).toMatchObject({ survey: 'nps', trigger: 'load', firedAt: sampleAt });
  page.fire(nps, 5, { trigger: 'time:5s' });
  await settle();
  expect(turns.firedFor(nps, page.history)).toMatchObject({ trigger: 'time:5s', firedAt: sampleAt - 5 });
});

test('in a test every survey is due on every page', async () => {
  const { page, turns } = take([ces], 'test');
  turns.turnPage();
  await settle();
  expect(page.names()).toEqual(['ces']);
});

test('a veto ends the turn of one survey on this page, and gives it to the next', async () => {
  const { page, turns } = take([nps, make({ survey: 'csat' })]);
  page.show = async () => {
    for (let due = turns.next(); due; due = turns.next()) {
      page.shown.push(due);
      turns.drop(due);
    }
  };
  turns.turnPage();
  await settle();
  turns.evaluate();
  await settle();
  expect(page.names()).toEqual(['nps', 'csat']);
});

test('a failure spends nothing, is told with the survey, and is not tried again on this page', async () => {
  const { page, turns } = take([nps, make({ survey: 'csat' })]);
  const before = page.history;
  const error = new Error('no chunk');
  const show = page.show;
  page.show = () => Promise.reject(error);
  turns.turnPage();
  await settle();
  turns.evaluate();
  await settle();
  expect(page.failures).toEqual([[error, 'nps']]);
  expect(page.history).toBe(before);
  page.show = show;
  turns.evaluate();
  await settle();
  expect(page.shown).toEqual([]);
  turns.turnPage();
  await settle();
  expect(page.names()).toEqual(['nps']);
});

test('what the visitor opened goes first, even where nothing is due', async () => {
  const { page, turns } = take([nps, ces]);
  page.passesAt.set(nps, Infinity);
  turns.turnPage();
  await settle();
  turns.open({ survey: ces, trigger: 'show' });
  await settle();
  expect(page.shown).toEqual([{ survey: ces, trigger: 'show' }]);
});

test('what the visitor opened is forgotten where it fails, and may be opened again', async () => {
  const { page, turns } = take([ces]);
  const show = page.show;
  page.show = () => Promise.reject(new Error('no chunk'));
  turns.open({ survey: ces, trigger: 'show' });
  await settle();
  expect(page.failures).toMatchObject([[{}, 'ces']]);
  page.show = show;
  turns.evaluate();
  await settle();
  expect(page.shown).toEqual([]);
  turns.open({ survey: ces, trigger: 'show' });
  await settle();
  expect(page.names()).toEqual(['ces']);
});

test('a prompt that stands is enough for who opens another one, if it says so', async () => {
  const { page, turns } = take([nps, ces]);
  turns.turnPage();
  await settle();
  turns.onOpen(() => true);
  turns.open({ survey: ces, trigger: 'show' });
  await settle();
  page.close();
  await settle();
  expect(page.names()).toEqual(['nps']);
});

test('what the visitor opened comes after a prompt that makes room for it', async () => {
  const { page, turns } = take([nps, ces]);
  turns.turnPage();
  await settle();
  turns.onOpen(() => page.close());
  turns.open({ survey: ces, trigger: 'show' });
  await settle();
  expect(page.names()).toEqual(['nps', 'ces']);
});

test('asks the prompt that stands, not one of before', async () => {
  const { page, turns } = take([nps, ces]);
  turns.turnPage();
  await settle();
  const onOpen = vi.fn<() => true>(() => true);
  turns.onOpen(onOpen);
  page.close();
  await settle();
  turns.open({ survey: ces, trigger: 'show' });
  await settle();
  turns.open({ survey: ces, trigger: 'show' });
  await settle();
  expect(onOpen).not.toHaveBeenCalled();
});
