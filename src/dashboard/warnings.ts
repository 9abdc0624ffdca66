import type { SplitResult, SplitValue } from '../metrics/survey-result.ts';
import { kindNames, type Format } from './format.ts';
import type { Variants } from './variants.ts';
import type { SurveyKey } from './view.ts';

/** What makes the scores of a period hard to compare, and what to look at. */
export interface Warning {
  readonly text: string;
  /** What tells the scores apart. */
  readonly split?: 'wording' | 'shape' | 'trigger';
  /** The same survey on another scale. */
  readonly other?: SurveyKey;
}

const dayMs = 86_400_000;
/** Pages that were open, and copies in caches, ask as before for a while. */
const overlapMs = 2 * dayMs;

const isNewWording = (value: string): boolean => value.startsWith('custom-');

/** True if an owner has put the question of this survey in other words than the standard ones. */
export const isModified = ({ wording }: Variants): boolean =>
  wording?.values.some(({ value, n }) => n > 0 && isNewWording(value)) ?? false;

const scored = (split: SplitResult | undefined): readonly SplitValue[] =>
  (split?.values ?? []).filter(({ n }) => n > 0).toSorted((one, other) => (one.first < other.first ? -1 : 1));

/** True if each value came when the one before was over. */
const areInTurn = (values: readonly SplitValue[]): boolean =>
  values.every((value, index) => {
    const before = values[index - 1];
    return !before || Date.parse(value.first) >= Date.parse(before.last) - overlapMs;
  });

const mostNames = 4;

/** A list to read: the first few names, and how many more there are. */
const listNames = (names: readonly string[]): string =>
  [...names.slice(0, mostNames), ...(names.length > mostNames ? [`${names.length - mostNames} more`] : [])].join(', ');

function warnOfChange(name: 'wording' | 'shape', split: SplitResult | undefined, format: Format): Warning[] {
  const values = scored(split);
  if (values.length < 2) return [];
  const spans = listNames(
    values.map(({ value, first, last }) => `${value} (${format.days({ from: first, to: last })})`),
  );
  const text = areInTurn(values)
    ? `The ${name} has changed within this period: ${spans}. Scores before and after do not compare.`
    : `Asked in ${values.length} ${name}s side by side: ${spans}. Their scores do not compare.`;
  return [{ text, split: name }];
}

/** NPS is about the whole relationship: at a touchpoint people answer for that moment. */
function warnOfEvents({ kind }: SurveyKey, { trigger }: Variants, format: Format): Warning[] {
  const bound = scored(trigger).filter(({ value }) => value.startsWith('event:'));
  if (kind !== 'nps' || !bound.length) return [];
  const n = bound.reduce((sum, one) => sum + one.n, 0);
  const names = listNames(bound.map(({ value }) => value));
  return [
    {
      text:
        `${format.count(n)} of these scores came right after ${names}. ` +
        'NPS is about the whole relationship; ask CSAT or CES about a single moment.',
      split: 'trigger',
    },
  ];
}

/** Everything that an owner should know before he compares scores of a survey within a period. */
export const warningsOf = (of: SurveyKey, variants: Variants, format: Format): readonly Warning[] => [
  ...warnOfChange('wording', variants.wording, format),
  ...warnOfChange('shape', variants.shape, format),
  ...variants.others.map(({ site, survey, kind, min, max, n }) => ({
    text: `Asked as ${kindNames[kind]} ${min}–${max}, too: ${format.count(n)} scores, which are not in these figures.`,
    other: { site, survey, kind, max },
  })),
  ...warnOfEvents(of, variants, format),
];
