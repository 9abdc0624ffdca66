import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cards, contrast, correctAccent, luminance } from './contrast.ts';
import { toOklab, type Rgb } from './oklab.ts';

fc.configureGlobal({ seed: 20261121 });

const parse = (hex: string): Rgb => {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};

test('knows the luminance of black, white and what WCAG computes for a grey', () => {
  expect([luminance([0, 0, 0]), luminance([255, 255, 255])]).toEqual([0, 1]);
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 10);
  // The lightest grey that passes on white.
  expect(contrast([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
});

test('knows the cards of the style sheets', () => {
  const cardIn = (file: string): string | undefined =>
    /--card: (#\w+);/.exec(readFileSync(`src/prompt/${file}.css`, 'utf8'))?.[1];
  expect(cardIn('prompt')).toBe('#fff');
  expect(cards).toEqual({ light: [255, 255, 255], dark: parse(cardIn('dark') ?? '') });
});

/** What falls short in a brand colour as it is worn. */
function faults(rgb: Rgb, isDark: boolean): string[] {
  const { accent, on, tint, link } = correctAccent({ rgb, isDark });
  const card = cards[isDark ? 'dark' : 'light'];
  const ink: Rgb = isDark ? [241, 242, 246] : [26, 29, 38];
  const pairs: readonly (readonly [string, Rgb, Rgb, number])[] = [
    ['text on the accent', on, accent, 4.5],
    ['fill, border and ring', accent, card, 3],
    ['link', link, card, 4.5],
    ['number under the pointer', ink, tint, 4.5],
  ];
  return pairs.filter(([, one, other, least]) => contrast(one, other) < least).map(([name]) => name);
}

const brands = {
  Airbnb: '#ff5a5f',
  Amazon: '#ff9900',
  Deliveroo: '#00ccbc',
  Facebook: '#1877f2',
  IKEA: '#ffdb00',
  LinkedIn: '#0a66c2',
  Lyft: '#ff00bf',
  Netflix: '#e50914',
  Orange: '#ff7900',
  Slack: '#4a154b',
  Snapchat: '#fffc00',
  Spotify: '#1db954',
  Starbucks: '#00704a',
  Stripe: '#635bff',
  'T-Mobile': '#e20074',
  Tiffany: '#81d8d0',
  Twitch: '#9146ff',
  Twitter: '#1da1f2',
  Uber: '#000000',
  WhatsApp: '#25d366',
};

test.each(Object.entries(brands))('wears the colour of %s readably, light and dark', (_, hex) => {
  expect([faults(parse(hex), false), faults(parse(hex), true)]).toEqual([[], []]);
});

test('leaves a colour alone that is strong enough, with white on it', () => {
  for (const name of ['LinkedIn', 'Netflix', 'Stripe', 'Uber'] as const) {
    const rgb = parse(brands[name]);
    expect(correctAccent({ rgb, isDark: false })).toMatchObject({ accent: rgb, on: [255, 255, 255], link: rgb });
  }
  const yellow = parse(brands.IKEA);
  expect(correctAccent({ rgb: yellow, isDark: true })).toMatchObject({ accent: yellow, link: yellow });
});

test('deepens a blue a little for white words, and puts dark words on an orange instead of making it brown', () => {
  expect(correctAccent({ rgb: parse('#3b82f6'), isDark: false })).toMatchObject({ accent: parse('#2b72e5') });
  const { accent, on } = correctAccent({ rgb: parse(brands.Orange), isDark: false });
  expect(on).toEqual([17, 19, 24]);
  expect(contrast(accent, [255, 255, 255])).toBeLessThan(3.1);
});

const channel = fc.nat(255);
const anyColor = fc.tuple(channel, channel, channel);

test('wears any colour readably', () => {
  fc.assert(
    fc.property(anyColor, fc.boolean(), (rgb, isDark) => faults(rgb, isDark).length === 0),
    { numRuns: 1000 },
  );
});

test('keeps the hue of any colour', () => {
  const wheel = (rgb: Rgb): { hue: number; chroma: number } => {
    const [, a, b] = toOklab(rgb);
    return { hue: (Math.atan2(b, a) * 180) / Math.PI, chroma: Math.hypot(a, b) };
  };
  fc.assert(
    fc.property(anyColor, fc.boolean(), (rgb, isDark) => {
      const { accent, link } = correctAccent({ rgb, isDark });
      const own = wheel(rgb);
      for (const worn of [wheel(accent), wheel(link)]) {
        // What is nearly grey has a hue by rounding only.
        if (own.chroma < 0.04 || worn.chroma < 0.04) continue;
        const apart = Math.abs(own.hue - worn.hue);
        expect(Math.min(apart, 360 - apart)).toBeLessThan(3);
      }
    }),
    { numRuns: 1000 },
  );
});

test('lets a grey that would vanish on the card change sides', () => {
  const worn = (hex: string, isDark: boolean): number => luminance(correctAccent({ rgb: parse(hex), isDark }).accent);
  for (const dark of ['#000000', '#111111', '#1c1e21']) {
    expect(worn(dark, false), `${dark} on white`).toBeLessThan(0.02);
    expect(worn(dark, true), `${dark} on dark`).toBeGreaterThan(0.4);
  }
  expect(worn('#ffffff', false)).toBeLessThan(0.02);
  expect(worn('#ffffff', true)).toBe(1);
  // A dark blue is no grey: it stays a blue.
  const [red, , blue] = correctAccent({ rgb: parse('#0b1f5c'), isDark: true }).accent;
  expect(blue).toBeGreaterThan(red + 40);
});
