// The chunk for looks that the owner changed: where the prompt stands, its colour, and what its points look like.
import { checkScale, looksSiteSettings, looksSurveySettings, type Position } from '../core/looks-settings.ts';
import { parseMore } from '../core/parse-more.ts';
import { accentCss, readColor } from './accent.ts';
import bar from './bar.css?inline';
import center from './center.css?inline';
import { cornerCss } from './corner.ts';
import inline from './inline.css?inline';
import { findTarget, placeInline } from './inline.ts';
import { holdVisitor } from './modal.ts';
import type { LooksChunk } from './parts.ts';
import { makePicture } from './picture.ts';
import pictures from './pictures.css?inline';
import smileys from './smileys.css?inline';
import stars from './stars.css?inline';

const topBar =
  ':host{inset:0 0 auto!important}.card{padding-top:max(var(--space),env(safe-area-inset-top));padding-bottom:var(--space);border-width:0 0 1px}';

function positionCss(position: Position, offset: string): string {
  switch (position) {
    case 'center':
      return center;
    case 'inline':
      return inline;
    case 'bottom-bar':
      return bar;
    case 'top-bar':
      return bar + topBar;
    default:
      return cornerCss(position, offset);
  }
}

// The same width as in inline.css, and what the card has around it.
const leastRow = 400 + 42;

const widthWithin = (box: Element): number => {
  const { paddingLeft, paddingRight } = getComputedStyle(box);
  return box.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
};

/** See `LooksChunk` in `parts.ts`. */
export const open: LooksChunk['open'] = (survey, h, warn) => {
  const { kind } = survey;
  const {
    theme,
    accent,
    position,
    offset,
    target,
    scale,
    shape: asked,
  } = parseMore(survey, { site: looksSiteSettings, survey: looksSurveySettings });
  const isInline = position === 'inline';
  const box = isInline ? findTarget(target) : undefined;
  if (isInline && !box) {
    warn('target', target);
    return undefined;
  }
  const max = checkScale(kind, scale, warn);
  const shape = kind === 'csat' ? asked : 'numbers';
  if (shape !== asked) warn('shape', kind, asked);
  const rgb = accent ? readColor(accent) : undefined;
  if (accent && !rgb) warn('accent', accent);
  const shapeCss = { numbers: '', stars: pictures + stars, smileys: pictures + smileys }[shape];
  return {
    theme,
    shape,
    max,
    role: position === 'center' ? 'dialog' : undefined,
    isFixed: isInline || position === 'center',
    isNarrow: box && widthWithin(box) < leastRow,
    css: (isDark) => positionCss(position, offset) + shapeCss + (rgb ? accentCss(rgb, isDark) : ''),
    place(host, root, isOpened, signal) {
      if (isInline) return placeInline(host, target, isOpened, warn, signal);
      host.showPopover();
      if (position === 'center') holdVisitor(host, root, signal);
    },
    picture: shape === 'numbers' ? undefined : makePicture(h, shape),
  };
};
