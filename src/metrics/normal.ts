/** Of a standard normal variable 2.5 % are above this: what a confidence of 95 % asks for. */
export const z95 = 1.959963984540054;

/**
 * How likely a standard normal variable is as far from 0 as `z`, or farther, on either side: 2·(1 − Φ(|z|)), 0…1, with
 * 12 digits. Up to 3 by the series of Marsaglia 2004 (“Evaluating the Normal Distribution”, Journal of Statistical
 * Software 11), beyond by Laplace’s continued fraction (Abramowitz and Stegun 26.2.14), which keeps the digits of a
 * small result.
 */
export function normalTails(z: number): number {
  const x = Math.abs(z);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < 3) {
    let [term, sum] = [x, x];
    // 30 more terms than this would change nothing below 3.
    for (let k = 3; k < 100; k += 2) {
      term *= (x * x) / k;
      sum += term;
    }
    return 1 - 2 * density * sum;
  }
  let fraction = 0;
  for (let k = 100; k > 0; k--) fraction = k / (x + fraction);
  return (2 * density) / (x + fraction);
}
