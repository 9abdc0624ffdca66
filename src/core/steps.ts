import type { OwnText } from './own-text.ts';
import type { TextKey } from './ready-texts.ts';

/** How a step asks: for words, one of several options, any of them, a point, a point for each of several rows, an order. */
export type Ask = 'text' | 'choice' | 'choices' | 'rating' | 'battery' | 'rank';

export const asks: readonly Ask[] = ['text', 'choice', 'choices', 'rating', 'battery', 'rank'];

/** A text of a step: the owner's, or, in brackets, the key of one in the file for ready-made steps. */
export type StepText = OwnText | readonly [TextKey];

/** Something to choose, order or rate: its id is sent, its label shown. */
export interface Option<Text = StepText> {
  readonly id: string;
  readonly label: Text;
}

/** The points that a rating or the rows of a battery have, both ends included, and the words for the ends. */
export interface Points<Text = StepText> {
  readonly min: number;
  readonly max: number;
  readonly low?: Text;
  readonly high?: Text;
}

/** What a step with this condition needs: one of `values` at `of`, which is an earlier step, `score` or `segment`. */
export type Condition = readonly [of: string, values: readonly (string | number)[]];

interface Common<Text> {
  /** Names the answer in the response. */
  readonly id: string;
  readonly question: Text;
  /** All of them must hold. */
  readonly when: readonly Condition[];
}

/** A question after the score. */
export type Step<Text = StepText> = Common<Text> &
  (
    | { readonly ask: 'text' }
    | { readonly ask: 'choice' | 'choices' | 'rank'; readonly options: readonly Option<Text>[] }
    | { readonly ask: 'rating'; readonly scale: Points<Text> }
    | { readonly ask: 'battery'; readonly options: readonly Option<Text>[]; readonly scale: Points<Text> }
  );

/** The id of the option for whoever would rather not say: it stands alone, and is the whole answer. */
export const declined = 'declined';

/** The most steps of a survey. */
export const maxSteps = 15;

/** Steps beyond which a prompt that came by itself wears its visitors out. */
export const maxPopUpSteps = 3;

/** A step in words: `say` gives the text of the visitor's language. */
export function phrase(step: Step, say: (text: StepText) => string): Step<string> {
  const { question, ...rest } = step;
  const more: Record<string, unknown> = { ...rest, question: say(question) };
  if ('options' in step) more.options = step.options.map(({ id, label }) => ({ id, label: say(label) }));
  if ('scale' in step) {
    const { low, high } = step.scale;
    more.scale = { ...step.scale, ...(low && { low: say(low) }), ...(high && { high: say(high) }) };
  }
  return more as unknown as Step<string>;
}
