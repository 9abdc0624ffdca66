// @vitest-environment happy-dom
import { h } from 'preact';
import { afterEach, expect, test } from 'vitest';
import type { Problem } from '../core/problem.ts';
import { sampleConfig } from '../core/samples.ts';
import { open } from './looks.tsx';

afterEach(() => document.body.replaceChildren());

/** The looks of a survey, and what its owner is told. */
function openLooks(tag: Readonly<Record<string, string>>) {
  const problems: Problem[] = [];
  const looks = open(sampleConfig({ survey: 'csat', ...tag }).survey, h, (...problem) => void problems.push(problem));
  return { looks, problems };
}

test('is as usual but for what the owner set', () => {
  const { looks, problems } = openLooks({ theme: 'dark' });
  expect(looks).toMatchObject({ theme: 'dark', shape: 'numbers', role: undefined, isFixed: false });
  expect([looks?.max, looks?.picture, looks?.isNarrow, problems]).toEqual([undefined, undefined, undefined, []]);
});

test.each(['stars', 'smileys'])('shows %s in place of the numbers of a satisfaction scale', (shape) => {
  const { looks, problems } = openLooks({ shape, scale: '3' });
  expect([looks?.shape, looks?.max, problems]).toEqual([shape, 3, []]);
  expect(looks?.picture?.(1, 3, undefined)).toBeDefined();
});

test.each(['nps', 'ces'])('keeps the numbers of %s, and says so', (survey) => {
  const { looks, problems } = openLooks({ survey, shape: 'smileys' });
  expect([looks?.shape, looks?.picture, problems]).toEqual(['numbers', undefined, [['shape', survey, 'smileys']]]);
});

test('keeps the usual points where a kind has no such scale, and says so', () => {
  const { looks, problems } = openLooks({ survey: 'ces', scale: '3' });
  expect([looks?.max, problems]).toEqual([undefined, [['scale', 'ces', 3]]]);
});

test.each(['#nowhere', '<p>', undefined])('has no place for an inline prompt in %s, and says so', (target) => {
  const { looks, problems } = openLooks({ position: 'inline', ...(target && { target }) });
  expect([looks, problems]).toEqual([undefined, [['target', target]]]);
});

test('knows whether eleven points fit into one row of the target', () => {
  const width = (clientWidth: number): boolean | undefined => {
    const box = Object.assign(document.createElement('div'), { id: 'box' });
    Object.defineProperty(box, 'clientWidth', { value: clientWidth });
    box.style.padding = '0px 10px';
    document.body.replaceChildren(box);
    return openLooks({ survey: 'nps', position: 'inline', target: '#box' }).looks?.isNarrow;
  };
  expect([width(461), width(462)]).toEqual([true, false]);
});

test('only the centre holds the visitor', () => {
  document.body.append(Object.assign(document.createElement('div'), { id: 'box' }));
  const modal = ['bottom-left', 'top-right', 'top-left', 'center', 'bottom-bar', 'top-bar', 'inline'].filter(
    (position) => openLooks({ position, target: '#box' }).looks?.role,
  );
  expect(modal).toEqual(['center']);
});
