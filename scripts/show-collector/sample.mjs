// Responses for npm run show:collector and npm run trace:collector.

/** The id of the row number `index`. */
export const idOf = (index) => `0195e1c2-0000-7000-8000-${String(index).padStart(12, '0')}`;

/** A response that a collector takes, changed by `more`. */
export const responseOf = (index, more = {}) => ({
  v: 1,
  id: idOf(index),
  revision: 1,
  site: 'acme.example',
  survey: 'nps',
  kind: 'nps',
  trigger: 'load',
  outcome: 'scored',
  score: 9,
  min: 0,
  max: 10,
  shownAt: new Date().toISOString(),
  locale: 'en',
  wording: 'standard-1',
  question: 'How likely?',
  device: 'desktop',
  client: 'earshot/1.0.0',
  ...more,
});
