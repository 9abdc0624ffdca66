import { compare } from '../metrics/compare.ts';
import { describeComparison } from '../metrics/describe-comparison.ts';
import { kindNames, noFigure, type Format } from './format.ts';
import type { SurveyPeriods } from './use-results.ts';

const arrows = { higher: '▲', lower: '▼', unclear: '' } as const;
const words = { higher: 'higher', lower: 'lower', unclear: 'no clear change' } as const;

/** How the score differs from that of the period before, and whether that is more than chance. */
export function Change({ now, before, format }: SurveyPeriods & { readonly format: Format }) {
  if (!before) return <span class="quiet">{noFigure}</span>;
  const comparison = compare(now.kind, now.max, before.counts, now.counts);
  const told = describeComparison(comparison);
  const isClear = comparison.verdict === 'higher' || comparison.verdict === 'lower';
  const sentence = isClear ? `${kindNames[now.kind]} is ${told}` : told.charAt(0).toUpperCase() + told.slice(1);
  if (comparison.verdict === 'none')
    return (
      <span class="quiet" title={sentence}>
        too few to compare
      </span>
    );
  const { verdict, difference } = comparison;
  return (
    <span class={`change ${verdict}`} title={sentence}>
      <strong>
        <span aria-hidden="true">{arrows[verdict]}</span> {format.signed(difference)}
      </strong>{' '}
      <span class="quiet">{words[verdict]}</span>
    </span>
  );
}
