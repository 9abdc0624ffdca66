// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Consent } from '../core/rules.ts';
import { consentKey, readConsent, type ConsentMemory } from './consent.ts';
import { silence, writeConsent } from './write-consent.ts';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

const site = 'acme.example';
/** What the next page of this tab reads. */
const next = (isRequired: boolean, memory: ConsentMemory = {}): Consent => readConsent(site, isRequired, memory);

function blockStorage(): void {
  const storage = new Proxy(
    {},
    {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    },
  );
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', storage);
}

test('is given where the owner asks for none, and awaited where he does', () => {
  expect([next(false), next(true)]).toEqual(['given', 'awaited']);
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
});

test('remembers a grant as one bare word, for this page and the next', () => {
  const memory: ConsentMemory = {};
  writeConsent(site, 'given', memory);
  expect([next(true, memory), next(true)]).toEqual(['given', 'given']);
  expect({ ...localStorage }).toEqual({ [consentKey(site)]: 'given' });
});

test('remembers a refusal as one bare word, whether consent is required or not', () => {
  const memory: ConsentMemory = {};
  writeConsent(site, 'refused', memory);
  expect([next(true, memory), next(true), next(false)]).toEqual(['refused', 'refused', 'refused']);
  expect({ ...localStorage }).toEqual({ [consentKey(site)]: 'refused' });
});

test('lets the latest word hold, also one from another tab', () => {
  const memory: ConsentMemory = {};
  writeConsent(site, 'refused', memory);
  writeConsent(site, 'given', memory);
  expect(next(true, memory)).toBe('given');
  writeConsent(site, 'refused', {});
  expect(next(true, memory)).toBe('refused');
});

test('keeps the rest of the visit silent, whatever was granted before or after, and no other tab', () => {
  const memory: ConsentMemory = {};
  writeConsent(site, 'given', memory);
  silence(site, 'erased', memory);
  expect([next(false, memory), next(true)]).toEqual(['erased', 'erased']);
  writeConsent(site, 'given', memory);
  expect(next(true, memory)).toBe('erased');
  sessionStorage.clear();
  expect(next(true)).toBe('given');
});

test('keeps the rest of the visit refused, even where the visitor grants it after all', () => {
  const memory: ConsentMemory = {};
  writeConsent(site, 'refused', memory);
  silence(site, 'refused', memory);
  writeConsent(site, 'given', memory);
  expect([next(true, memory), next(true)]).toEqual(['refused', 'refused']);
  sessionStorage.clear();
  expect(next(true)).toBe('given');
});

test('sites of one host are asked apart', () => {
  writeConsent('a', 'refused', {});
  silence('a', 'erased', {});
  expect(readConsent('b', false, {})).toBe('given');
});

test('takes a word that it never wrote for no grant', () => {
  localStorage.setItem(consentKey(site), 'yes');
  expect([next(true), next(false)]).not.toContain('given');
});

test('knows on this page where storage is blocked, and throws nothing', () => {
  blockStorage();
  const memory: ConsentMemory = {};
  expect([next(true, memory), next(false, memory)]).toEqual(['awaited', 'given']);
  writeConsent(site, 'given', memory);
  expect(next(true, memory)).toBe('given');
  writeConsent(site, 'refused', memory);
  expect(next(false, memory)).toBe('refused');
  const silent: ConsentMemory = {};
  silence(site, 'erased', silent);
  expect([next(false, silent), next(false)]).toEqual(['erased', 'given']);
});
