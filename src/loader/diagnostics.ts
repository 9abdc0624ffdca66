// The chunk for owners: sentences about problems, and what `explain` says. Fetched only when there is something to say.
import { explain as explainAll } from '../core/explain.ts';
import type { DiagnosticsChunk } from '../core/ports.ts';

export { describeProblem as describe } from '../core/describe-problem.ts';

declare const VERSION: string;

/** See `core/explain.ts`. */
export const explain: DiagnosticsChunk['explain'] = async (outbox, running, problems) =>
  explainAll(VERSION, running?.verdicts() ?? [], (await outbox?.list()) ?? [], [...problems.values()]);
