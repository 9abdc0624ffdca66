import type { Parsed } from './parse-query.ts';
import { makeProblem } from './problem.ts';

/** Nothing of what is read here is to be kept by a cache. */
export const privately = { headers: { 'cache-control': 'no-store' } } as const;

/** Answers what was asked, or names every parameter that is wrong. */
export async function answerQuery<Asked>(
  parsed: Parsed<Asked>,
  answer: (query: Asked) => Response | Promise<Response>,
): Promise<Response> {
  if ('query' in parsed) return answer(parsed.query);
  const names = parsed.problems.map(({ field, message }) => `${field} ${message}`);
  return makeProblem(400, `${names.join('; ')}.`, { errors: parsed.problems });
}
