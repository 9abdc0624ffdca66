import { maxOptions } from './parse-options.ts';
import { maxStepBytes } from './parse-steps.ts';
import { readyNames } from './ready-texts.ts';
import type { StepRule } from './step-problem.ts';
import { asks, maxSteps } from './steps.ts';

/** What each rule about `steps` allows, in words. */
export const allowedInSteps: Readonly<Record<StepRule, string>> = {
  step: `an object with id, ask and question, or the name of a ready-made step: ${readyNames.join(', ')}`,
  key: 'a step has id, ask, question, options and when, and a text has no options',
  id: 'up to 100 letters, digits and _ -, neither _ nor - first, and neither score nor segment',
  sameId: 'each step needs an id of its own',
  ask: asks.join(', '),
  question: 'text, or texts by language',
  options: `2 to ${maxOptions} different options such as price=The price|Quality, or a list of { id, label }`,
  rows: `1 to ${maxOptions} different rows such as price=The price|Quality, or { rows, min, max, low, high } with points as in a rating`,
  scale: '{ min, max, low, high } with min 0 or 1, max 2 to 10, and words for the ends',
  when: 'a segment, a score such as 3 or [0, 6], or values of an earlier choice, choices, rating or rank by its id',
  most: `at most ${maxSteps} steps`,
  size: `shorter ids for options, as in price=The price: all together they may take ${maxStepBytes} bytes of a response`,
};
