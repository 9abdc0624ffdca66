import { useEffect, useState } from 'preact/hooks';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { ask, type Answer } from './ask.ts';
import { daysBefore, daysOf, intervalOf, type Days } from './period.ts';
import { resultsPath } from './results-path.ts';
import { readVariants, type Variants } from './variants.ts';
import { parseView, printView, type View } from './view.ts';

/** One survey in the period that is looked at, and in the one before. */
export interface SurveyPeriods {
  readonly now: SurveyResult;
  /** Left out where nothing came in then. */
  readonly before?: SurveyResult;
}

/** What the collector knows of a view. */
export interface Results {
  readonly surveys: readonly SurveyPeriods[];
  /** Of one survey only. */
  readonly variants?: Variants;
  /** The view and the days that they are of. */
  readonly view: View;
  readonly days: Days;
  readonly readAtMs: number;
}

/** What the page knows; results stay on the page while newer ones are asked for, and when that fails. */
export interface Known {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly results?: Results;
  readonly detail?: string;
}

type Surveys = { readonly surveys: readonly SurveyResult[] };

const keyOf = ({ site, survey, kind, max }: SurveyResult): string => JSON.stringify([site, survey, kind, max]);

/** The results of a view; each survey with its period before, or without one that brought nothing. */
export async function readResults(
  token: string,
  view: View,
  nowMs: number,
  fetchIt: typeof fetch,
): Promise<Answer<Results>> {
  const { of, split } = view;
  const days = daysOf(view.period, nowMs);
  const [now, before, variants] = await Promise.all([
    ask<Surveys>(
      token,
      resultsPath(view, days, { interval: intervalOf(days), ...(split !== undefined && { split }) }),
      fetchIt,
    ),
    ask<Surveys>(token, resultsPath(view, daysBefore(days)), fetchIt),
    of ? readVariants(token, of, days, fetchIt) : undefined,
  ]);
  for (const answer of [now, before, variants]) if (answer && !('value' in answer)) return answer;
  if (!('value' in now) || !('value' in before)) return { reason: 'failed', detail: '' };
  const earlier = new Map(before.value.surveys.map((result) => [keyOf(result), result]));
  const surveys = now.value.surveys.map((result) => {
    const was = earlier.get(keyOf(result));
    return { now: result, ...(was && { before: was }) };
  });
  return {
    value: {
      surveys,
      view,
      days,
      readAtMs: nowMs,
      ...(variants && 'value' in variants && { variants: variants.value }),
    },
  };
}

/** What the collector knows of a view; asks again when the view changes, but for its comments, or on `refresh`. */
export function useResults(token: string | undefined, view: View, onRefused: () => void): readonly [Known, () => void] {
  const [known, setKnown] = useState<Known>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  const { comments: _comments, ...figures } = view;
  const address = printView(figures);
  useEffect(() => {
    if (token === undefined) return undefined;
    let isCurrent = true;
    const show = async (): Promise<void> => {
      setKnown((before) => ({ ...before, state: 'loading' }));
      const answer = await readResults(token, parseView(address), Date.now(), fetch);
      if (!isCurrent) return;
      if ('value' in answer) setKnown({ state: 'ready', results: answer.value });
      else if (answer.reason === 'failed')
        setKnown((before) => ({ ...before, state: 'failed', detail: answer.detail }));
      else onRefused();
    };
    void show();
    return () => {
      isCurrent = false;
    };
  }, [token, address, turn, onRefused]);
  return [known, () => setTurn((count) => count + 1)];
}
