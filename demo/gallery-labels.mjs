/** What the gallery calls each value of each dimension. */
import { pointsOf } from './assets/gallery-cards.js';

const capitalize = (text) => text.replace(/^./, (letter) => letter.toUpperCase());

const states = {
  card: 'Question',
  pill: 'Folded to a pill',
  intro: 'With an introduction',
  privacy: 'With a privacy link',
  error: 'Sent without a score',
  chosen: 'Score chosen',
  typed: 'Comment typed',
  reasons: 'Reasons picked',
  contact: 'Contact allowed',
  email: 'Wrong e-mail address',
  sending: 'Thanks, sending',
  sent: 'Thanks, sent',
  kept: 'Thanks, kept for later',
  refused: 'Thanks, refused',
  link: 'Thanks with a link',
  text: 'Step: a text',
  choice: 'Step: one choice',
  choices: 'Step: several choices',
  rating: 'Step: a rating',
  battery: 'Step: several ratings',
  rank: 'Step: a ranking',
};

function nameLanguage(tag) {
  const [own, english] = [tag, 'en'].map((locale) => new Intl.DisplayNames(locale, { type: 'language' }).of(tag));
  return own === english ? english : `${english} · ${own}`;
}

const special = {
  kind: (kind) => (kind === 'nps' ? 'NPS®' : kind.toUpperCase()),
  scale: (scale) => (scale === 'usual' ? 'Usual' : scale),
  position: (position) => capitalize(position.replace('-', ' ')),
  theme: (theme) => (theme === 'auto' ? 'Automatic' : capitalize(theme)),
  accent: (accent) => (accent === 'usual' ? 'Usual' : capitalize(accent)),
  state: (state) => states[state],
  words: (words) => ({ standard: 'Standard', own: 'The owner’s own', hostile: 'Hostile' })[words],
  lang: nameLanguage,
  window: (window) => ({ middle: 'Tablet', wide: 'Desktop', phone: 'Phone' })[window],
};

/** The heads of the choosers, in their order. */
export const heads = {
  kind: 'Kind',
  scale: 'Points',
  shape: 'Shape',
  position: 'Position',
  state: 'State',
  theme: 'Theme',
  accent: 'Colour',
  words: 'Words',
  lang: 'Language',
  window: 'Window',
};

/** What a value is called. */
export const labelOf = (name, value) => (special[name] ?? capitalize)(value);

/** What differs between cards of which these dimensions differ, in a few words; where none does, the kind and the state. */
export function describe(card, varied) {
  const told = varied.length ? varied : ['kind', 'state'];
  const names = told.map((name) => {
    // What goes without saying of a kind is not said.
    if (name === 'scale') return card.kind === 'nps' ? '' : `${pointsOf(card)} points`;
    if (name === 'shape') return card.kind === 'csat' ? card.shape : '';
    return labelOf(name, card[name]);
  });
  return names.filter(Boolean).join(', ');
}
