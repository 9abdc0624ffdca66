// The chunk for owners: sentences about problems, and what `explain` says. Fetched only when there is something to say.
export { describeProblem } from '../core/describe-problem.ts';
export { explain } from '../core/explain.ts';
