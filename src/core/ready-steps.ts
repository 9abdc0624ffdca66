import type { ReadyName, TextKey } from './ready-texts.ts';
import type { Option, Points, Step } from './steps.ts';

const options = (...ids: readonly TextKey[]): readonly Option[] => ids.map((id) => ({ id, label: [id] }));

const to = (max: number, low: TextKey, high: TextKey): Points => ({ min: 1, max, low: [low], high: [high] });

/** A step whose question stands under its id. */
const ready = (id: TextKey): { readonly id: TextKey; readonly question: readonly [TextKey]; readonly when: [] } => ({
  id,
  question: [id],
  when: [],
});

/**
 * What the name of a ready-made step stands for. The ids of steps, rows and options are sent, so they never change.
 *
 * - `attributes`: what the brand promises, the product and its price among it and not only the service.
 * - `emotion`: six feelings that bind and three that drive away.
 * - `compare`, `compareOthers`: the rank among those used, and how many others there are, 5 standing for more: together
 *   the wallet allocation. `none` uses no others.
 * - `valueOurs`, `valueBest`: what we and the best alternative are worth; one over the other is the customer value added.
 * - `experienceDone`, `experienceEase`, `experienceFeel`: success, effort and emotion.
 * - `intent`: renew, buy again, buy more.
 */
export const readySteps: Readonly<Record<ReadyName, readonly Step[]>> = {
  attributes: [
    {
      ...ready('attributes'),
      ask: 'battery',
      options: options('quality', 'price', 'ease', 'reliability', 'responsiveness', 'service'),
      scale: to(5, 'poor', 'excellent'),
    },
  ],
  emotion: [
    {
      ...ready('emotion'),
      ask: 'choices',
      options: options(
        'appreciated',
        'confident',
        'grateful',
        'happy',
        'respected',
        'valued',
        'frustrated',
        'annoyed',
        'disappointed',
        'declined',
      ),
    },
  ],
  compare: [
    { ...ready('compare'), ask: 'choice', options: options('better', 'same', 'worse', 'none') },
    {
      ...ready('compareOthers'),
      ask: 'rating',
      scale: { min: 1, max: 5, high: ['fiveOrMore'] },
      when: [['compare', ['better', 'same', 'worse']]],
    },
  ],
  value: [
    { ...ready('valueOurs'), ask: 'rating', scale: to(10, 'lowValue', 'highValue') },
    { ...ready('valueBest'), ask: 'rating', scale: to(10, 'lowValue', 'highValue') },
  ],
  experience: [
    { ...ready('experienceDone'), ask: 'choice', options: options('yes', 'partly', 'no') },
    { ...ready('experienceEase'), ask: 'rating', scale: to(5, 'difficult', 'easy') },
    { ...ready('experienceFeel'), ask: 'rating', scale: to(5, 'bad', 'good') },
  ],
  intent: [
    {
      ...ready('intent'),
      ask: 'battery',
      options: options('renew', 'again', 'more'),
      scale: to(5, 'unlikely', 'likely'),
    },
  ],
};
