/** What a card of the gallery asks: the owner's words, and what a state needs to be asked at all. */

const own = {
  intro: 'You have just unrolled one of our maps.',
  question: 'Would you give a map of ours to a friend?',
  lowLabel: 'Never',
  highLabel: 'Gladly',
  followUp: 'What made you say so?',
  thanks: 'Thank you. Una reads every word.',
};

/** What an owner may paste by accident, and nobody should: markup, marks that turn the direction, one endless word. */
const hostile = `<img src=x onerror="document.title='broken'"><b>Bold</b> & \u202Eturned\u202C 🗺️ ${'Endless'.repeat(40)}\n\n${'All of this is text. '.repeat(460)}`;

const wordings = {
  standard: { subject: 'Fathom & Fell' },
  own,
  hostile: Object.fromEntries(Object.keys(own).map((key) => [key, hostile])),
};

/** English for whatever language there is, so that a card can be compared without that language's letters. */
const strings = {
  send: 'Send',
  later: 'Ask me later',
  never: 'Don’t ask again',
  surveyLabel: 'Quick survey',
  optional: 'optional',
};

const rank = {
  id: 'matters',
  ask: 'rank',
  question: 'What matters most to you in a map?',
  options: 'detail=Every wall and gate|paper=Paper that lasts|price=The price|post=Soon in the post',
};

/** What a survey needs for a state beyond the question. Steps come from the ready-made ones, which other languages have, too. */
const extras = {
  intro: { intro: own.intro },
  privacy: { privacyLink: '/about' },
  reasons: { reasons: 'Detail|Paper|Price|Delivery|other=Something else' },
  contact: { contact: 'always' },
  email: { contact: 'always' },
  link: { link: '/maps' },
  text: { steps: [{ id: 'missed', ask: 'text', question: 'Which place should we draw next?' }, 'intent'] },
  choice: { steps: ['experience'] },
  choices: { steps: ['emotion', 'intent'] },
  rating: { steps: ['value'] },
  battery: { steps: ['attributes', 'intent'] },
  rank: { steps: [rank, 'intent'] },
};

/** The settings in JSON of a card's survey. */
export const settingsOf = ({ kind, state, words }) => ({
  ...(words === 'own' && { strings }),
  surveys: [{ survey: 'gallery', kind, ...wordings[words], ...extras[state] }],
});
