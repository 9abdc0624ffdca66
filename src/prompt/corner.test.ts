import { expect, test } from 'vitest';
import { cornerCss } from './corner.ts';

test.each([
  ['bottom-right', 'right:min(24px +', 'bottom:calc(min(80px +'],
  ['bottom-left', 'left:min(24px +', 'bottom:calc(min(80px +'],
  ['top-right', 'right:min(24px +', 'top:min(80px +'],
  ['top-left', 'left:min(24px +', 'top:min(80px +'],
] as const)('keeps the distance from the sides of %s', (position, across, down) => {
  const css = cornerCss(position, '24px 80px');
  expect(css).toContain(`{inset:auto!important;${across}`);
  expect(css).toContain(`!important;${down}`);
});

test('gives a zero its unit, without which no calculation holds', () => {
  expect(cornerCss('top-left', '0 0')).toContain('left:min(0px + env(safe-area-inset-left),');
  expect(cornerCss('top-left', '10px 0')).toContain('top:min(0px + env(safe-area-inset-top),');
});

test('takes a share of the height from the window, since the card has nothing else to take it from', () => {
  expect(cornerCss('bottom-left', '5% 10%')).toMatch(/left:min\(5% \+.*max-height:calc\(100dvh .* - min\(10dvh \+/);
});
