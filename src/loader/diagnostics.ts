// The chunk for owners: sentences about problems, and what `explain` says. Fetched only when there is something to say.
import { explain as explainAs, type Explainable, type Explanation } from '../core/explain.ts';

export { describeProblem } from '../core/describe-problem.ts';

declare const VERSION: string;

/** See `core/explain.ts`. */
export const explain = (known: Explainable): Explanation => explainAs(known, VERSION);
