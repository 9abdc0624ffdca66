// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordView, recordShown } from '../core/history.ts';
import { openHistoryView, type HistoryView } from './history-view.ts';

const open = (site: string, isKept = true): HistoryView => openHistoryView(site, isKept);
const empty = { v: 1, visits: 0, views: 0, visitAt: 0, viewAt: 0, visibleMs: 0, prompts: [], fired: [] };

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

function stubStorage(handler: ProxyHandler<Record<string, string>>): void {
  vi.stubGlobal('localStorage', new Proxy({}, handler));
}
const refuse = (name: string) => (): never => {
  throw new DOMException('no', name);
};

test('reads what another page of the same site has written', () => {
  const history = recordShown(recordView(open('acme.example').read(), 1e12), 'a', 'nps', 1e12);
  open('acme.example').write(history);
  expect(open('acme.example').read()).toEqual(history);
});

test('keeps two sites of one host apart', () => {
  open('a').write({ ...open('a').read(), views: 7 });
  expect(open('b').read()).toEqual(empty);
  expect(Object.keys(localStorage)).toEqual(['earshot:a']);
});

test('starts afresh where what is stored is broken', () => {
  localStorage.setItem('earshot:a', '{"prompts":');
  expect(open('a').read()).toEqual(empty);
});

test('sees at once what another tab writes', () => {
  const [mine, yours] = [open('a'), open('a')];
  mine.write({ ...mine.read(), views: 1 });
  yours.write({ ...yours.read(), views: 2 });
  expect(mine.read().views).toBe(2);
});

test('remembers for this page where storage is blocked, and throws nothing', () => {
  stubStorage({ get: refuse('SecurityError'), set: refuse('SecurityError') });
  const view = open('a');
  expect(view.read()).toEqual(empty);
  view.write({ ...view.read(), views: 3 });
  expect(view.read().views).toBe(3);
  expect(open('a').read()).toEqual(empty);
});

test('remembers for this page where there is no storage at all', () => {
  vi.stubGlobal('localStorage', undefined);
  const view = open('a');
  view.write({ ...view.read(), views: 3 });
  expect(view.read().views).toBe(3);
});

test('trusts itself rather than what is stored once storage is full', () => {
  stubStorage({ get: () => JSON.stringify({ ...empty, views: 1 }), set: refuse('QuotaExceededError') });
  const view = open('a');
  expect(view.read().views).toBe(1);
  view.write({ ...view.read(), views: 2 });
  expect(view.read().views).toBe(2);
});

test('goes back to what is stored once it can be stored again', () => {
  stubStorage({ set: refuse('QuotaExceededError') });
  const view = open('a');
  view.write({ ...view.read(), views: 3 });
  vi.unstubAllGlobals();
  view.write({ ...view.read(), views: 4 });
  open('a').write({ ...open('a').read(), views: 5 });
  expect(view.read().views).toBe(5);
});

test('keeps nothing where nothing is to be kept, nor heeds what is there', () => {
  open('a').write({ ...open('a').read(), views: 3 });
  const view = open('a', false);
  expect(view.read()).toEqual(empty);
  view.write({ ...view.read(), views: 7 });
  expect([view.read().views, open('a').read().views, open('a', false).read().views]).toEqual([7, 3, 0]);
});

test('fills in what a bare flag leaves out', () => {
  open('a').write({ never: true });
  expect(localStorage.getItem('earshot:a')).toBe('{"never":true}');
  expect(open('a').read()).toEqual({ ...empty, never: true });
});

test('names the key that other tabs change', () => {
  expect(open('acme.example').key).toBe('earshot:acme.example');
});
