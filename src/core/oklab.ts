/** A colour in sRGB, each channel from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour in Oklab: lightness from 0 to 1, and two axes of colour. */
export type Oklab = readonly [lightness: number, a: number, b: number];

/** The light of a channel of sRGB, from 0 to 1 (WCAG 2.2, “relative luminance”). */
export const toLight = (channel: number): number =>
  channel / 255 > 0.04045 ? ((channel / 255 + 0.055) / 1.055) ** 2.4 : channel / 255 / 12.92;

const toChannel = (light: number): number =>
  255 * (light > 0.0031308 ? 1.055 * light ** (1 / 2.4) - 0.055 : light * 12.92);

/** A colour where one that gets lighter or darker keeps its hue to the eye (Ottosson 2020, “A perceptual color space”). */
export function toOklab([red, green, blue]: Rgb): Oklab {
  const [r, g, b] = [toLight(red), toLight(green), toLight(blue)];
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const middle = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

/** The nearest colour in whole channels, which are below 0 or above 255 where sRGB has no such colour. */
export function fromOklab([lightness, a, b]: Oklab): Rgb {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    Math.round(toChannel(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short)),
    Math.round(toChannel(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short)),
    Math.round(toChannel(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short)),
  ];
}
