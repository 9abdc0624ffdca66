// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordPage, recordShown } from '../core/history.ts';
import { openHistoryView } from './history-view.ts';

const empty = { v: 1, pages: 0, visitAt: 0, pageAt: 0, visibleMs: 0, prompts: [] };

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

function stubStorage(methods: Partial<Storage>): void {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {}, ...methods });
}
const refuse = (name: string) => () => {
  throw new DOMException('no', name);
};

test('reads what another page of the same site has written', () => {
  const history = recordShown(recordPage(openHistoryView('acme.example').read(), 1e12), 'a', 'nps', 1e12);
  openHistoryView('acme.example').write(history);
  expect(openHistoryView('acme.example').read()).toEqual(history);
});

test('keeps two sites of one host apart', () => {
  openHistoryView('a').write({ ...openHistoryView('a').read(), pages: 7 });
  expect(openHistoryView('b').read()).toEqual(empty);
  expect(Object.keys(localStorage)).toEqual(['earshot:a']);
});

test('starts afresh where what is stored is broken', () => {
  localStorage.setItem('earshot:a', '{"prompts":');
  expect(openHistoryView('a').read()).toEqual(empty);
});

test('sees at once what another tab writes', () => {
  const [mine, yours] = [openHistoryView('a'), openHistoryView('a')];
  mine.write({ ...mine.read(), pages: 1 });
  yours.write({ ...yours.read(), pages: 2 });
  expect(mine.read().pages).toBe(2);
});

test('remembers for this page where storage is blocked, and throws nothing', () => {
  stubStorage({ getItem: refuse('SecurityError'), setItem: refuse('SecurityError') });
  const view = openHistoryView('a');
  expect(view.read()).toEqual(empty);
  view.write({ ...view.read(), pages: 3 });
  expect(view.read().pages).toBe(3);
  expect(openHistoryView('a').read()).toEqual(empty);
});

test('remembers for this page where there is no storage at all', () => {
  vi.stubGlobal('localStorage', undefined);
  const view = openHistoryView('a');
  view.write({ ...view.read(), pages: 3 });
  expect(view.read().pages).toBe(3);
});

test('trusts itself rather than what is stored once storage is full', () => {
  stubStorage({ getItem: () => JSON.stringify({ ...empty, pages: 1 }), setItem: refuse('QuotaExceededError') });
  const view = openHistoryView('a');
  expect(view.read().pages).toBe(1);
  view.write({ ...view.read(), pages: 2 });
  expect(view.read().pages).toBe(2);
});

test('goes back to what is stored once it can be stored again', () => {
  stubStorage({ setItem: refuse('QuotaExceededError') });
  const view = openHistoryView('a');
  view.write({ ...view.read(), pages: 3 });
  vi.unstubAllGlobals();
  view.write({ ...view.read(), pages: 4 });
  openHistoryView('a').write({ ...openHistoryView('a').read(), pages: 5 });
  expect(view.read().pages).toBe(5);
});
