/** What an entry of `steps` broke; `describeProblem` says it in words. */
export type StepRule =
  | 'step'
  | 'key'
  | 'id'
  | 'sameId'
  | 'ask'
  | 'question'
  | 'options'
  | 'rows'
  | 'scale'
  | 'when'
  | 'most'
  | 'size';

/** Hears of what is wrong with `steps`: where (`steps[2].when.score`), what stands there, and what it broke. */
export type ReportStep = (path: string, raw: unknown, rule: StepRule) => void;
