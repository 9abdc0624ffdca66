/** The cards of the gallery: what each can be, and the addresses that say so. The pages, their tests and scripts all ask this list. */

/** Every language of the widget. */
export const languages = [
  'en ar bg bn ca cs da de el es et fa fi fr he hi hr hu id is it ja ko lt lv ms nb nl',
  'pl pt-BR pt-PT ro ru sk sl sr sv th tr uk vi zh-Hans zh-Hant',
].flatMap((names) => names.split(' '));

/** What a prompt can come to, in the order of a visitor's way; the last six are steps after the score. */
export const states = [
  'card pill intro privacy error chosen typed reasons contact email',
  'sending sent kept refused link',
  'text choice choices rating battery rank',
].flatMap((names) => names.split(' '));

/** Brand colours by the names that they have in an address; `usual` is the widget's own. */
export const accents = { usual: '', green: '#0b7a53', yellow: '#ffd400', red: '#e4002b', black: '#111111' };

/** The values of each dimension; the first holds where none is named. */
export const dimensions = {
  kind: ['nps', 'csat', 'ces'],
  scale: ['usual', '3', '5', '7'],
  shape: ['numbers', 'stars', 'smileys'],
  position: 'bottom-right bottom-left top-right top-left center bottom-bar top-bar inline'.split(' '),
  theme: ['auto', 'light', 'dark'],
  accent: Object.keys(accents),
  state: states,
  words: ['standard', 'own', 'hostile'],
  lang: languages,
};

const usualScale = { nps: '11', csat: '5', ces: '7' };

/** Why there is no such card, in a sentence; undefined where there is one. */
export function whyNot({ kind, scale, shape, position, state }) {
  if (shape !== 'numbers' && kind !== 'csat') return `Only csat comes as ${shape}.`;
  if (scale === '3' && kind !== 'csat') return 'Only csat has 3 points.';
  if (scale !== 'usual' && kind === 'nps') return 'An nps always has its eleven points.';
  if (state === 'pill' && /center|inline/.test(position)) return `A prompt with the position ${position} never folds.`;
  return undefined;
}

/** How many points a card has, as text. */
export const pointsOf = ({ kind, scale }) => (scale === 'usual' ? usualScale[kind] : scale);

const quote = (text) => `“${text}”`;

/**
 * Reads the query of an address into one value for each dimension, with further ones where `more` names their values.
 * What is on no list is a problem, in a sentence that names what is allowed.
 */
export function readQuery(query, more = {}) {
  const lists = { ...dimensions, ...more };
  const given = new URLSearchParams(query);
  const problems = [];
  for (const name of new Set(given.keys()))
    if (!Object.hasOwn(lists, name))
      problems.push(`There is no ${quote(name)}; an address may name ${Object.keys(lists).join(', ')}.`);
  const values = Object.fromEntries(
    Object.entries(lists).map(([name, allowed]) => {
      const value = given.get(name) ?? allowed[0];
      if (!allowed.includes(value))
        problems.push(`The ${name} ${quote(value)} is not one of these: ${allowed.join(', ')}.`);
      return [name, value];
    }),
  );
  return { values, problems };
}

/** The query of a card's address; what is as usual goes without saying. */
export const queryOf = (card) =>
  new URLSearchParams(
    Object.entries(card).filter(([name, value]) => dimensions[name] && value !== dimensions[name][0]),
  ).toString();

/** The address of a card's stage, from values of which any may be left out. */
export function stagePath(card) {
  const query = queryOf(card);
  return `/gallery/card${query && `?${query}`}`;
}

/**
 * All cards that these values stand for: those of a dimension may be a list. What there is no card of is left out, and
 * so is a scale that is the usual one, where that is among them.
 */
export function cardsOf(values) {
  let cards = [{}];
  for (const [name, all] of Object.entries(dimensions)) {
    const wanted = [values[name] ?? all[0]].flat();
    cards = cards.flatMap((card) => wanted.map((value) => ({ ...card, [name]: value })));
  }
  const isTwice = ({ kind, scale }) => [values.scale].flat().includes('usual') && scale === usualScale[kind];
  return cards.filter((card) => !whyNot(card) && !isTwice(card));
}
