// What each setting means, for the reference in README.md. Kept out of src/, so that no visitor ever pays for prose.

/** Setting → its meaning, in one sentence. */
export const meanings = {
  endpoint: 'Where responses are posted; without it nothing is shown.',
  site: 'The name of the site in the results; it also keeps the histories of two sites on one host apart.',
  gap: 'After one survey was seen, no *other* survey of the site prompts for this long.',
  mode: '`live` asks visitors; `test` prompts at once on every page, leaves no history and marks responses `test`; `off` shows nothing.',
  survey: 'The name of the survey in the history and in the results.',
  kind: 'What is asked: recommendation (`nps`), satisfaction (`csat`) or effort (`ces`).',
  subject: 'What is rated; it takes the place of `{subject}` in question, follow-up and thanks.',
  question: 'The question, where the standard wording does not fit; scores of different wordings do not compare.',
  lowLabel: 'The words at the low end of the scale.',
  highLabel: 'The words at the high end of the scale.',
  followUp: 'The open question that a chosen score reveals; `off` leaves it out.',
  followUpPositive: 'The same after a positive score only.',
  followUpNeutral: 'The same after a neutral score only.',
  followUpNegative: 'The same after a negative score only.',
  thanks: 'The closing words.',
  trigger: 'What makes the survey due: every page (`load`), or a call of `track` with that name.',
  minPages: 'So many pages must this browser have opened on the site, all visits together.',
  minTime: 'So long must pages of this visit have been visible.',
  afterAnswer: 'After an answer this survey waits so long before it asks again.',
  afterDismiss:
    'After the prompt was closed without a score it waits so long; each further dismissal in a row doubles that, up to 365d.',
  afterIgnore: 'After the prompt was seen but neither answered nor closed it waits so long.',
};

/** What holds without a setting whose default is not in the table, since only the prompt can know it. */
export const laterDefaults = {
  subject: 'the page’s `og:site_name`, else its host name',
  question: 'standard wording',
  lowLabel: 'standard wording',
  highLabel: 'standard wording',
  followUp: 'standard wording by segment',
  followUpPositive: '`data-follow-up`',
  followUpNeutral: '`data-follow-up`',
  followUpNegative: '`data-follow-up`',
  thanks: 'standard wording',
};

/** File → when it is paid for. */
export const payments = {
  'earshot.js': 'by every page view',
  'outbox-*.js': 'only in a browser in which a prompt was due',
  'prompt-*.js': 'only when a prompt is due',
};
