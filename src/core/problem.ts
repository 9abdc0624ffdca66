import type { Kind } from './kinds.ts';
import type { Shape } from './response.ts';
import type { StepRule } from './step-problem.ts';

/**
 * Something that the owner should know, as data: first what it is, then the particulars. `describeProblem` puts it into
 * a sentence; that prose is in a chunk of its own, so that pages without problems do not carry it.
 */
export type Problem =
  | readonly ['value', key: string, raw: unknown, isAttribute: boolean, used: unknown]
  | readonly ['unknown', key: string, isAttribute: boolean, near: string | undefined]
  | readonly ['noObject', type: string]
  | readonly ['noEndpoint']
  | readonly ['policy', endpoint: string]
  /** It lacks a name or a kind, or there is another one with that name. */
  | readonly ['survey', name: string | undefined, kind: Kind | undefined]
  | readonly ['traits']
  | readonly ['scale', kind: Kind, max: number]
  | readonly ['shape', kind: Kind, shape: Shape]
  | readonly ['target' | 'reserve', selector: string | undefined]
  | readonly ['accent', color: string]
  | readonly ['step', survey: string, path: string, raw: unknown, rule: StepRule]
  | readonly ['manySteps', count: number]
  | readonly ['noCall', name: string]
  | readonly ['noStart']
  | readonly ['noSurvey', survey: string]
  | readonly ['config', from: string, reason: unknown]
  | readonly ['selector', trigger: string]
  | readonly ['noBoolean', type: string]
  | readonly ['early']
  | readonly ['test']
  | readonly ['failed', error: unknown, survey?: string | undefined]
  | readonly ['paused' | 'refusing' | 'unacknowledged', endpoint: string, status: number]
  | readonly ['unreadable', endpoint: string, isPreflight: boolean];

export type Warn = (...problem: Problem) => void;
