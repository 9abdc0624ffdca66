// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test } from 'vitest';
import { makePicture } from './picture.ts';

/** The pictures of a scale, as elements. */
function draw(shape: 'stars' | 'smileys', max: number, chosen?: number): SVGElement[] {
  const picture = makePicture(h, shape);
  const root = document.createElement('div');
  render(
    Array.from({ length: max }, (_, index) => picture(index + 1, max, chosen)),
    root,
  );
  return [...root.querySelectorAll('svg')];
}

/** How high a mouth’s corners stand above its middle, in the units of the drawing. */
const smileOf = (face: SVGElement): number => {
  const [, corner, middle] =
    /M7\.8 (\S+)Q12 (\S+) 16\.2/.exec(face.querySelector('path')?.getAttribute('d') ?? '') ?? [];
  return Number(middle) - Number(corner);
};

test.each([3, 5, 7])('draws %i faces at even distances, from sad over plain to happy', (max) => {
  const smiles = draw('smileys', max).map(smileOf);
  expect(smiles).toHaveLength(max);
  expect(smiles[(max - 1) / 2]).toBe(0);
  for (const [index, smile] of smiles.entries()) expect(smile).toBeCloseTo(6 * ((2 * index) / (max - 1) - 1), 1);
});

test('draws the same star for every point: filling is for the styles', () => {
  const [first, ...others] = draw('stars', 5);
  expect(others.map((star) => first?.isEqualNode(star))).toEqual([true, true, true, true]);
});

test('counts the points up to the chosen one', () => {
  const counted = (chosen?: number): boolean[] =>
    draw('stars', 5, chosen).map((star) => star.classList.contains('counted'));
  expect(counted()).toEqual([false, false, false, false, false]);
  expect(counted(3)).toEqual([true, true, true, false, false]);
});

test('has no colour of its own, and nothing to say to a screen reader', () => {
  for (const drawing of [...draw('stars', 3), ...draw('smileys', 7)]) {
    expect(drawing.getAttribute('aria-hidden')).toBe('true');
    const names = [drawing, ...drawing.children].flatMap((part) => part.getAttributeNames());
    expect(names.filter((name) => !/^(viewBox|class|aria-hidden|[cdr][xy]?)$/.test(name))).toEqual([]);
  }
});
