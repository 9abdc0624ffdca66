/** A colour in sRGB, each channel from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour in Oklab: lightness from 0 to 1, and two axes of colour. */
export type Oklab = readonly [lightness: number, a: number, b: number];

/** The light of a channel of sRGB, from 0 to 1 (WCAG 2.2, “relative luminance”). */
export const toLight = (channel: number): number =>
  channel / 255 > 0.04045 ? ((channel / 255 + 0.055) / 1.055) ** 2.4 : channel / 255 / 12.92;

const toChannel = (light: number): number =>
  255 * (light > 0.0031308 ? 1.055 * light ** (1 / 2.4) - 0.055 : light * 12.92);

/**
 * A colour where one that gets lighter or darker keeps its hue to the eye (Ottosson 2020, “A perceptual color space”; five
 * digits of his numbers are enough for whole channels).
 */
export function toOklab([red, green, blue]: Rgb): Oklab {
  const [r, g, b] = [toLight(red), toLight(green), toLight(blue)];
  const long = Math.cbrt(0.41222 * r + 0.53633 * g + 0.05145 * b);
  const middle = Math.cbrt(0.2119 * r + 0.6807 * g + 0.1074 * b);
  const short = Math.cbrt(0.0883 * r + 0.28172 * g + 0.62998 * b);
  return [
    0.21045 * long + 0.79362 * middle - 0.00407 * short,
    1.978 * long - 2.42859 * middle + 0.45059 * short,
    0.0259 * long + 0.78277 * middle - 0.80868 * short,
  ];
}

/** The nearest colour in whole channels, which are below 0 or above 255 where sRGB has no such colour. */
export function fromOklab([lightness, a, b]: Oklab): Rgb {
  const long = (lightness + 0.39634 * a + 0.2158 * b) ** 3;
  const middle = (lightness - 0.10556 * a - 0.06385 * b) ** 3;
  const short = (lightness - 0.08948 * a - 1.29149 * b) ** 3;
  return [
    Math.round(toChannel(4.07674 * long - 3.30771 * middle + 0.23097 * short)),
    Math.round(toChannel(-1.26844 * long + 2.60976 * middle - 0.34132 * short)),
    Math.round(toChannel(-0.0042 * long - 0.70342 * middle + 1.70761 * short)),
  ];
}
