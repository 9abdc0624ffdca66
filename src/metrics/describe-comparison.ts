import type { Comparison } from './comparison.ts';
import { roundSymmetric } from './rounding.ts';

const untested = { 'too few': 'too few answers to compare', 'all equal': 'all answers equal, so nothing to test' };

/**
 * A comparison as an English sentence without its capital and full stop, such as “higher (clear): by 18 points, between
 * 7 and 28”. Points and percentage points are whole, those of means have two decimals. What it takes to be clear is
 * rounded up, so that it holds.
 */
export function describeComparison(comparison: Comparison): string {
  if (comparison.verdict === 'none') return untested[comparison.reason];
  const { verdict, unit, difference, interval, smallestChange } = comparison;
  const digits = unit === 'point of the scale' ? 2 : 0;
  const figure = (value: number, plus = ''): string => {
    const rounded = roundSymmetric(value, digits);
    return `${rounded < 0 ? '−' : rounded > 0 ? plus : ''}${Math.abs(rounded).toFixed(digits)}`;
  };
  const measure = (text: string): string => `${text} ${/^\D?1$/.test(text) ? unit : unit.replace('point', 'points')}`;
  if (verdict === 'unclear') {
    const enough = Math.ceil(smallestChange * 10 ** digits) / 10 ** digits;
    const range = `between ${figure(interval.low, '+')} and ${figure(interval.high, '+')}`;
    return `no clear change: ${measure(figure(difference, '+'))}, ${range}; clear from ${measure(figure(enough))} on`;
  }
  const [from = 0, to = 0] = [interval.low, interval.high].map(Math.abs).toSorted((one, other) => one - other);
  return `${verdict} (clear): by ${measure(figure(Math.abs(difference)))}, between ${figure(from)} and ${figure(to)}`;
}
