import type { Kind } from '../core/kinds.ts';
import { kindNames, type Format } from './format.ts';
import type { TrendRow } from './trend-rows.ts';

/** Which days an interval has. */
export const nameOf = ({ days, isOpen }: TrendRow, format: Format): string =>
  `${format.days(days)}${isOpen ? ' so far' : ''}`;

/** Its score, or why there is none. */
export function scoreText({ n, score, display }: TrendRow, kind: Kind, format: Format): string {
  if (score === undefined) return n ? 'fewer than five answers' : 'no answers';
  return `${format.score(kind, { n, score })}${display === 'few' ? ' (few)' : ''}`;
}

/** One interval in words. */
export function tellRow(row: TrendRow, kind: Kind, format: Format): string {
  const { n, interval } = row;
  const said = scoreText(row, kind, format);
  if (!interval) return `${nameOf(row, format)}: ${said}`;
  const answers = `${format.count(n)} ${n === 1 ? 'answer' : 'answers'}`;
  return `${nameOf(row, format)}: ${kindNames[kind]} ${said}, ${format.range(kind, interval)}, ${answers}`;
}
