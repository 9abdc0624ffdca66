import { fromOklab, toLight, toOklab, type Oklab, type Rgb } from './oklab.ts';

/** Relative luminance, from 0 for black to 1 for white (WCAG 2.2). */
export const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * toLight(red) + 0.7152 * toLight(green) + 0.0722 * toLight(blue);

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return Math.max(a, b) / Math.min(a, b);
}

/** The same hue at another lightness, as colourful as sRGB has it there. */
function atLightness([, a, b]: Oklab, lightness: number): Rgb {
  const at = (share: number): Rgb => fromOklab([lightness, a * share, b * share]);
  const isShown = (share: number): boolean => at(share).every((channel) => channel >= 0 && channel <= 255);
  if (isShown(1)) return at(1);
  let share = 0;
  for (let step = 0.5; step > 0.01; step /= 2) if (isShown(share + step)) share += step;
  return at(share);
}

/** The colour that passes after the least change of lightness, and that change; what passes already stays as it is. */
function nearest(rgb: Rgb, passes: (rgb: Rgb) => boolean): readonly [Rgb, change: number] {
  if (passes(rgb)) return [rgb, 0];
  const lab = toOklab(rgb);
  for (let change = 0.01; change < 1; change += 0.01)
    for (const lightness of [lab[0] - change, lab[0] + change]) {
      const candidate = atLightness(lab, lightness);
      if (lightness > 0 && lightness < 1 && passes(candidate)) return [candidate, change];
    }
  return [rgb, 1];
}

// Below that, an eye sees a grey.
const leastChroma = 0.04;

/** Greys that would vanish on the card change sides: what is black on white is white on black, and looks no less alive. */
function onSide(rgb: Rgb, card: Rgb): Rgb {
  const [lightness, a, b] = toOklab(rgb);
  const isGrey = Math.hypot(a, b) < leastChroma;
  return isGrey && contrast(rgb, card) < 3 ? fromOklab([1 - lightness, 0, 0]) : rgb;
}

/** A brand colour as a prompt wears it. */
export interface Accent {
  /** For fills, borders and the ring of the focus: at least 3:1 against the card (WCAG 2.2, 1.4.11). */
  readonly accent: Rgb;
  /** For texts on the accent: at least 4.5:1 (WCAG 2.2, 1.4.3). */
  readonly on: Rgb;
  /** A breath of the accent on the card. */
  readonly tint: Rgb;
  /** The accent for texts and icons on the card: at least 4.5:1. */
  readonly link: Rgb;
}

/** The backgrounds of the card, as the style sheets have them. */
export const cards = { light: [255, 255, 255], dark: [32, 35, 44] } as const satisfies Readonly<Record<string, Rgb>>;

const white: Rgb = [255, 255, 255];
const nearBlack: Rgb = [17, 19, 24];
// White on a colour that is a little deeper looks more like the brand than black on the brand's own.
const favour = 0.07;
const tintShare = 0.1;

/** A brand colour, made lighter or darker only as far as contrast asks for; its hue stays. A grey has none to keep. */
export function correctAccent({ rgb, isDark }: { readonly rgb: Rgb; readonly isDark: boolean }): Accent {
  const card = cards[isDark ? 'dark' : 'light'];
  const worn = onSide(rgb, card);
  const under = (text: Rgb): readonly [Rgb, number] =>
    nearest(worn, (accent) => contrast(accent, text) >= 4.5 && contrast(accent, card) >= 3);
  const [deep, toWhite] = under(white);
  const [bright, toBlack] = under(nearBlack);
  const [accent, on] = toWhite < toBlack + favour ? [deep, white] : [bright, nearBlack];
  const tint = (index: 0 | 1 | 2): number => Math.round(card[index] + (accent[index] - card[index]) * tintShare);
  const [link] = nearest(accent, (text) => contrast(text, card) >= 4.5);
  return { accent, on, tint: [tint(0), tint(1), tint(2)], link };
}
