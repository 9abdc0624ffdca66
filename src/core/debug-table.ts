import type { ExplainedRule, Explanation } from './explain.ts';

/** One rule as a row; the columns are named as an owner reads them. */
export interface DebugRow {
  readonly passes: '✓' | '✕';
  readonly value: string | number;
  readonly threshold: string | number;
  readonly 'passes at': string;
}

/** Rows by the id of their rule: the form in which `console.table` puts the ids in front. */
export type DebugRows = Readonly<Record<string, DebugRow>>;

/** How one survey stands. */
export interface DebugTable {
  readonly survey: string;
  /** What all rules come to, such as `due, but waits for 2 of 19 rules`. */
  readonly verdict: string;
  /** No rule holds it back. */
  readonly isFree: boolean;
  readonly failing: DebugRows;
  readonly passing: DebugRows;
}

/** Lines under a heading. */
export type DebugNote = readonly [heading: string, lines: readonly string[]];

/** Stands where there is nothing to tell. */
export const nothing = '–';

const rowsOf = (rules: readonly ExplainedRule[], formatInstant: (iso: string) => string): DebugRows =>
  Object.fromEntries(
    rules.map(({ id, passes, value = nothing, threshold = nothing, passesAt }) => [
      id,
      {
        passes: passes ? '✓' : '✕',
        value,
        threshold,
        'passes at': passesAt === undefined ? nothing : formatInstant(passesAt),
      },
    ]),
  );

// README.md says it, too: a test lists the rules and does not heed them.
const isTest = (rules: readonly ExplainedRule[]): boolean =>
  rules.some(({ id, value }) => id === 'mode' && value === 'test');

function verdictOf(due: boolean, failed: number, rules: readonly ExplainedRule[]): string {
  const few = `${failed} of ${rules.length} rules`;
  if (isTest(rules))
    return `${due ? 'due' : 'waits for a trigger'}; in test mode no rule holds it back${failed ? ` (${few} would)` : ''}`;
  if (!due) return `waits for a trigger${failed ? ` and for ${few}` : '; every rule passes'}`;
  return failed ? `due, but waits for ${few}` : 'due and free to show at the next calm moment';
}

/** One table for each survey. `formatInstant` writes ISO 8601 as its reader likes it. */
export const debugTables = ({ surveys }: Explanation, formatInstant: (iso: string) => string): readonly DebugTable[] =>
  surveys.map(({ survey, due, rules }) => {
    const failing = rules.filter(({ passes }) => !passes);
    const passing = rules.filter(({ passes }) => passes);
    return {
      survey,
      verdict: verdictOf(due, failing.length, rules),
      isFree: !failing.length || isTest(rules),
      failing: rowsOf(failing, formatInstant),
      passing: rowsOf(passing, formatInstant),
    };
  });

/** What else there is to know: who is asked, what waits to be sent, and what is wrong. */
export const debugNotes = ({ surveys, outbox, problems, visitor }: Explanation): readonly DebugNote[] => [
  ...(surveys.length ? [] : [['surveys', ['none is running']] as const]),
  ['visitor', [visitor ?? 'has no id']],
  [
    'outbox',
    [
      outbox.waiting ? `${outbox.waiting} waiting to be sent` : 'nothing waits to be sent',
      ...outbox.refused.map(
        ({ id, reason, status }) => `refused (${status === undefined ? reason : `${reason} ${status}`}): ${id}`,
      ),
    ],
  ],
  ['problems', problems.length ? problems : ['none']],
];
