import { maxComment, type Answer, type Answers } from './response.ts';
import { declined, type Option, type Points, type Step } from './steps.ts';

const isPoint = ({ min, max }: Points<unknown>, answer: unknown): boolean =>
  Number.isInteger(answer) && (answer as number) >= min && (answer as number) <= max;

/** Whether a step takes this answer: one of its options, points on its scale, or a text that says something. */
export function isAnswerTo(step: Step<unknown>, answer: unknown): boolean {
  if (step.ask === 'text') return typeof answer == 'string' && !!answer.trim() && answer.length <= maxComment;
  if (step.ask === 'rating') return isPoint(step.scale, answer);
  const ids = new Set(step.options.map(({ id }) => id));
  if (step.ask === 'battery') {
    const rows = typeof answer == 'object' && !Array.isArray(answer) ? Object.entries(answer ?? {}) : [];
    return (
      rows.length > 0 && rows.every(([row, point]) => ids.has(row) && (point === 'na' || isPoint(step.scale, point)))
    );
  }
  if (step.ask === 'choice' || answer === declined) return ids.has(answer as string);
  ids.delete(declined);
  return (
    Array.isArray(answer) &&
    answer.length > 0 &&
    new Set(answer).size === answer.length &&
    answer.every((id) => ids.has(id as string))
  );
}

/** What stands for a step among the answers, whether the step takes it or not. */
export const entryOf = ({ id }: Step<unknown>, answers: Answers = {}): Answer | undefined =>
  // An id such as `constructor` names something in every object.
  Object.hasOwn(answers, id) ? answers[id] : undefined;

/** The answer that a step has among others; undefined without one, or with one that the step does not take. */
export function answerTo(step: Step<unknown>, answers?: Answers): Answer | undefined {
  const answer = entryOf(step, answers);
  return isAnswerTo(step, answer) ? answer : undefined;
}

/** The answers with this one to a step; undefined takes it back. */
export function withAnswer(step: Step<unknown>, answers: Answers = {}, answer?: Answer): Answers {
  const { [step.id]: _, ...others } = answers;
  return answer === undefined ? others : { ...others, [step.id]: answer };
}

/**
 * The answer to choices or a rank once an option is picked, or given back: in the order of picking. Whoever would rather
 * not say picks nothing else; undefined when nothing is left.
 */
export function pick(answer: Answer | undefined, id: string): Answer | undefined {
  if (id === declined) return answer === declined ? undefined : declined;
  const ids = Array.isArray(answer) ? (answer as readonly string[]) : [];
  const picked = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
  return picked.length ? picked : undefined;
}

/** The answer to a battery once a row is rated; `na` where it does not apply. */
export const rate = (answer: Answer | undefined, row: string, point: number | 'na'): Answer => ({
  ...(answer as Readonly<Record<string, number | 'na'>> | undefined),
  [row]: point,
});

/** The ids of the options in the order of the answer, those that are not ranked yet last, as they stand. */
export function orderOf(options: readonly Option<unknown>[], answer: Answer | undefined): readonly string[] {
  const ranked = Array.isArray(answer) ? (answer as readonly string[]) : [];
  return [...ranked, ...options.map(({ id }) => id).filter((id) => id !== declined && !ranked.includes(id))];
}

/** The answer to a rank once an option has changed places with the one before (-1) or behind it (1); all are in it. */
export function shift(
  options: readonly Option<unknown>[],
  answer: Answer | undefined,
  id: string,
  by: -1 | 1,
): readonly string[] {
  const order = [...orderOf(options, answer)];
  const from = order.indexOf(id);
  const to = Math.min(Math.max(from + by, 0), order.length - 1);
  order.splice(to, 0, ...order.splice(from, 1));
  return order;
}
