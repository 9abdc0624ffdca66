// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseHistory, type History } from '../core/history.ts';
import { makeId } from '../core/id.ts';
import type { Cookie } from '../core/ports.ts';
import { sampleAt as now, sampleConfig, sampleHistory } from '../core/samples.ts';
import { openCookie } from './cookie.ts';

/** What was written to `document.cookie`, and what it holds: a jar for one domain. */
let written: string[];
let jar: Map<string, string>;

beforeEach(() => {
  [written, jar] = [[], new Map([['theirs', 'earshot-acme.example=x']])];
  vi.spyOn(document, 'cookie', 'get').mockImplementation(() =>
    [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
  );
  vi.spyOn(document, 'cookie', 'set').mockImplementation((text) => {
    written.push(text);
    const [, name = '', value = '', age = ''] = /^([^=]+)=([^;]*);.*max-age=(\d+)/.exec(text) ?? [];
    if (age === '0') jar.delete(name);
    else jar.set(name, value);
  });
});
afterEach(() => vi.restoreAllMocks());

const open = (site = 'acme.example'): Cookie =>
  openCookie(sampleConfig({ site, cookieDomain: 'acme.example', visitor: 'id' }).site);
const id = makeId(now - 5_000, new Uint8Array(10).fill(0xab));
const history = sampleHistory([{ id, survey: 'nps', shownAt: now - 5_000, seenAt: now - 4_000 }], {
  visitorId: 'visitor-1-2-3-4',
});
const read = (cookie: Cookie): History | undefined => {
  const json = cookie.read();
  return json === undefined ? undefined : parseHistory(json, now);
};

test('holds nothing before something is written', () => {
  expect(open().read()).toBeUndefined();
});

test('tells a subdomain what another one has written', () => {
  open().write(history);
  expect(read(open())?.prompts).toMatchObject([{ survey: 'nps', shownAt: now - 5_000, seenAt: now - 4_000 }]);
});

test('is shared by all subdomains and paths for as long as browsers keep a cookie, and holds no id', () => {
  open().write(history);
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(
    /^earshot-acme\.example=[^;]+;domain=acme\.example;path=\/;max-age=34560000;samesite=lax(;secure)?$/,
  );
  expect(written[0]).not.toContain('visitor');
  expect(written[0]).not.toContain(id);
});

test('keeps two sites of one domain apart, whatever they are called', () => {
  open('a:1').write(history);
  expect(open('a').read()).toBeUndefined();
  expect(read(open('a:1'))?.prompts).toHaveLength(1);
  expect([...jar.keys()]).toEqual(['theirs', 'earshot-a%3A1']);
});

test('leaves nothing when it is erased', () => {
  open().write(history);
  open().erase();
  expect(open().read()).toBeUndefined();
  expect([...jar.keys()]).toEqual(['theirs']);
});

test('holds nothing, and throws nothing, where cookies are blocked', () => {
  const block = (): never => {
    throw new DOMException('sandboxed', 'SecurityError');
  };
  vi.spyOn(document, 'cookie', 'get').mockImplementation(block);
  vi.spyOn(document, 'cookie', 'set').mockImplementation(block);
  open().write(history);
  open().erase();
  expect(open().read()).toBeUndefined();
});
