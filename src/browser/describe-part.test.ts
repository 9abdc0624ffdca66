import { afterEach, expect, test, vi } from 'vitest';
import { describePart } from './describe-part.ts';

afterEach(() => vi.restoreAllMocks());

declare const BUILD: string;

const part = `https://a.example/v/prompt-${BUILD}.js`;
const bySrc = Object.defineProperty(new Event('error'), 'target', { value: { src: part } });
const failures = [
  part,
  bySrc,
  new TypeError(`Failed to fetch dynamically imported module: ${part}`),
  new TypeError(`error loading dynamically imported module: ${part}`),
];

/** The last of two requests for the part was answered so; 0 where the browser does not say. */
const answered = (failure: unknown, responseStatus: number): string | undefined => {
  const entries = [404, responseStatus].map((status) => ({ responseStatus: status }) as PerformanceResourceTiming);
  vi.spyOn(performance, 'getEntriesByName').mockImplementation((name) => (name === part ? entries : []));
  return describePart(failure);
};

test('tells a part of another version from one that is missing, and from one that nobody answered', () => {
  for (const failure of failures) {
    expect(answered(failure, 200)).toBe(
      `${part} was not run: it is not the file that this earshot.js was built with. Put all files of the version of this earshot.js into https://a.example/v/, and nothing else in their place.`,
    );
    expect(answered(failure, 404)).toBe(
      `${part} was answered with 404. Put all files of the version of this earshot.js into https://a.example/v/, and nothing else in their place.`,
    );
    expect(answered(failure, 0)).toBe(
      `${part} could not be had. Does a content security policy or an ad blocker keep it from the page? Allow the scripts in https://a.example/v/.`,
    );
  }
});

test('asks what keeps a part of a bundle from the page, in whatever words the browser says that it failed', () => {
  for (const words of [
    'Failed to fetch dynamically imported module: https://a.example/prompt-1.js',
    'error loading dynamically imported module: https://a.example/prompt-1.js',
    'Importing a module script failed.',
  ])
    expect(describePart(new TypeError(words))).toMatch(
      /^TypeError: .*[^.]\. Does a content security policy or an ad blocker keep it from the page\?$/,
    );
});

test('says nothing of what else failed', () => {
  for (const other of [new TypeError('x is not a function'), new Error('a module'), undefined, 1])
    expect(describePart(other)).toBeUndefined();
});
