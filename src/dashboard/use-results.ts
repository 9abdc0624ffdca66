import { useEffect, useState } from 'preact/hooks';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { ask, type Answer } from './ask.ts';
import { daysBefore, daysOf, intervalOf, type Days } from './period.ts';
import type { View } from './view.ts';

/** One survey in the period that is looked at, and in the one before. */
export interface SurveyPeriods {
  readonly now: SurveyResult;
  /** Left out where nothing came in then. */
  readonly before?: SurveyResult;
}

/** What the page knows; surveys stay on the page while newer ones are asked for, and when that fails. */
export interface Known {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly surveys?: readonly SurveyPeriods[];
  /** The days that `surveys` are of. */
  readonly days?: Days;
  readonly detail?: string;
  readonly readAtMs?: number;
}

type Surveys = { readonly surveys: readonly SurveyResult[] };

const keyOf = ({ site, survey, kind, max }: SurveyResult): string => JSON.stringify([site, survey, kind, max]);

const pathOf = ({ of, filters }: View, days: Days, more: Readonly<Record<string, string>> = {}): string =>
  `/v1/results?${new URLSearchParams({ ...days, ...(of && { site: of.site, survey: of.survey }), ...filters, ...more })}`;

/** The surveys of a view, each with its period before; those that nobody was asked in either period are left out. */
export async function readPeriods(
  token: string,
  view: View,
  nowMs: number,
  fetchIt: typeof fetch,
): Promise<Answer<readonly SurveyPeriods[]>> {
  const days = daysOf(view.period, nowMs);
  const [now, before] = await Promise.all([
    ask<Surveys>(token, pathOf(view, days, { interval: intervalOf(days) }), fetchIt),
    ask<Surveys>(token, pathOf(view, daysBefore(days)), fetchIt),
  ]);
  if (!('value' in now)) return now;
  if (!('value' in before)) return before;
  const earlier = new Map(before.value.surveys.map((result) => [keyOf(result), result]));
  return {
    value: now.value.surveys.map((result) => {
      const was = earlier.get(keyOf(result));
      return { now: result, ...(was && { before: was }) };
    }),
  };
}

/** What the collector knows of a view; asks again when the view changes or on `refresh`. */
export function useResults(token: string | undefined, view: View, onRefused: () => void): readonly [Known, () => void] {
  const [known, setKnown] = useState<Known>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (token === undefined) return undefined;
    let isCurrent = true;
    const show = async (): Promise<void> => {
      setKnown((before) => ({ ...before, state: 'loading' }));
      const nowMs = Date.now();
      const answer = await readPeriods(token, view, nowMs, fetch);
      if (!isCurrent) return;
      if ('value' in answer)
        setKnown({ state: 'ready', surveys: answer.value, days: daysOf(view.period, nowMs), readAtMs: nowMs });
      else if (answer.reason === 'failed')
        setKnown((before) => ({ ...before, state: 'failed', detail: answer.detail }));
      else onRefused();
    };
    void show();
    return () => {
      isCurrent = false;
    };
  }, [token, view, turn, onRefused]);
  return [known, () => setTurn((count) => count + 1)];
}
