import type { Position } from '../core/looks-settings.ts';

/**
 * The styles of a card in a corner, at a distance from its sides: two CSS lengths, across and down. However far that is,
 * 280 × 224 px of the card stay in the window. A phone has no corners, but a pill keeps to its side.
 */
export function cornerCss(position: Position, offset: string): string {
  const [edge = '', side = ''] = position.split('-');
  // A calculation takes no number without a unit, and the card’s height no share of what it stands in.
  const [x, y] = offset.split(' ').map((length) => length.replace(/^0$/, '0px'));
  const across = `min(${x} + env(safe-area-inset-${side}),100vw - 296px)`;
  const down = `min(${y?.replace('%', 'dvh')} + env(safe-area-inset-${edge}),100dvh - 240px)`;
  const place = edge === 'bottom' ? `calc(${down} + var(--keyboard,0px))` : down;
  return (
    `@media not (max-width:479px){:host{inset:auto!important;${side}:${across}!important;${edge}:${place}!important;` +
    `width:min(448px,100% - 16px - ${across})!important}.card{max-height:calc(100dvh - 16px - var(--keyboard,0px) - ${down})}}:host(:popover-open){justify-content:${side}!important}`
  );
}
