import { z95 } from './normal.ts';

// From 5 degrees on the expansion is good enough; below it is not.
const smallQuantiles = [12.7062, 4.3027, 3.1824, 2.7764];

/**
 * The 97.5 % quantile of Student’s t with `degrees` of freedom, from 1 on: a table up to 4, then the expansion of
 * Cornish and Fisher (1937), which is .003 off at 5 degrees, .0003 at 9, and right in four digits from 29 on. Between
 * whole degrees below 5 it is that of the lower one, so that an interval is rather too wide than too narrow.
 */
export function tQuantile(degrees: number): number {
  const small = smallQuantiles[Math.floor(degrees) - 1];
  if (small !== undefined) return small;
  const z = z95;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  );
}

/** Γ(a + ½) / Γ(a), by DLMF 5.11.13; Γ itself would overflow at a few hundred responses. */
function gammaRatio(a: number): number {
  // The series is one for large numbers; the recurrence of Γ leads there.
  if (a < 10) return (gammaRatio(a + 1) * a) / (a + 0.5);
  return Math.sqrt(a) * Math.exp(-1 / (8 * a) + 1 / (192 * a ** 3) - 1 / (640 * a ** 5) + 17 / (14_336 * a ** 7));
}

/** The continued fraction of the incomplete beta function, DLMF 8.17.22, by the method of Lentz. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let product = d;
  // It takes about as many steps as the root of the larger parameter.
  for (let m = 1, change = 0; m < 1e5 && Math.abs(change - 1) > 1e-14; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    product *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    change = c * d;
    product *= change;
  }
  return product;
}

/**
 * How likely a variable of Student’s t with `degrees` of freedom, which need not be whole, is as far from 0 as `t`, or
 * farther, on either side: the incomplete beta function I of ν/(ν + t²) with ν/2 and ½ (DLMF 8.17), 0…1, with 9
 * digits.
 */
export function tTails(t: number, degrees: number): number {
  const a = degrees / 2;
  const ratio = (t * t) / degrees;
  const x = 1 / (1 + ratio);
  // 1 − x, of which the difference would lose the digits of a small t.
  const rest = ratio / (1 + ratio);
  const front = (gammaRatio(a) / Math.sqrt(Math.PI)) * Math.exp(-a * Math.log1p(ratio)) * Math.sqrt(rest);
  // On its own side each fraction converges fast.
  if (x < (a + 1) / (a + 2.5)) return (front * betaFraction(a, 0.5, x)) / a;
  return 1 - 2 * front * betaFraction(0.5, a, rest);
}
