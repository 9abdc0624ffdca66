import { correctAccent } from '../core/contrast.ts';
import type { Rgb } from '../core/oklab.ts';

/** A colour of CSS as this browser shows it, on white where it is translucent; undefined where it knows no such colour. */
export function readColor(color: string): Rgb | undefined {
  const probe = document.createElement('i');
  // The mix brings every notation into one. Only within the page are its custom properties known.
  if (CSS.supports('color', color))
    probe.style.setProperty('color', `color-mix(in srgb, ${color}, ${color})`, 'important');
  document.documentElement.append(probe);
  const mixed = getComputedStyle(probe).color;
  probe.remove();
  const [red, green, blue, alpha = 1] = (/^color\(srgb (.+)\)/.exec(mixed)?.[1] ?? '').split(/[ /]+/).map(Number);
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  const channel = (value: number): number =>
    Math.round(255 * (1 - alpha + Math.min(Math.max(value, 0), 1) * alpha)) || 0;
  return [channel(red), channel(green), channel(blue)];
}

/** The custom properties that dress the card in a brand colour. */
export const accentCss = (rgb: Rgb, isDark: boolean): string =>
  `.card{${Object.entries(correctAccent({ rgb, isDark }))
    .map(([name, channels]) => `--${name}:rgb(${channels.join(' ')});`)
    .join('')}}`;
