import type { SplitResult, SurveyResult } from '../metrics/survey-result.ts';
import { ask, type Answer } from './ask.ts';
import type { Days } from './period.ts';
import { resultsPath } from './results-path.ts';
import type { SurveyKey } from './view.ts';

const asked = ['wording', 'shape', 'trigger'] as const;

/** As what a survey was asked within a period, whatever it is filtered by. */
export interface Variants extends Readonly<Partial<Record<(typeof asked)[number], SplitResult>>> {
  /** The same survey on other scales. */
  readonly others: readonly SurveyResult[];
}

/** Reads as what a survey was asked. */
export async function readVariants(
  token: string,
  of: SurveyKey,
  days: Days,
  fetchIt: typeof fetch,
): Promise<Answer<Variants>> {
  const answers = await Promise.all(
    asked.map((split) =>
      ask<{ readonly surveys: readonly SurveyResult[] }>(
        token,
        resultsPath({ of, filters: {} }, days, { split }),
        fetchIt,
      ),
    ),
  );
  const isOf = ({ kind, max }: SurveyResult): boolean => kind === of.kind && max === of.max;
  let variants: Variants = { others: [] };
  for (const [index, answer] of answers.entries()) {
    if (!('value' in answer)) return answer;
    const split = answer.value.surveys.find(isOf)?.split;
    const name = asked[index];
    variants = {
      ...variants,
      others: answer.value.surveys.filter((one) => !isOf(one) && one.n > 0),
      ...(split && name && { [name]: split }),
    };
  }
  return { value: variants };
}
