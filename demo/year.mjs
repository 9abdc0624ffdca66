// A year of an invented tea merchant's surveys, for the results page: three sites, five surveys, five languages, seasons,
// weekends, most prompts without an answer, a release that helped, and a bad week. The same seed and day give the same year.
import { makeRandom } from '../scripts/random.mjs';
import { comments, questions } from './year-words.mjs';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * The surveys: how many prompts a day, the share of them that is answered, the mean of the scores, and how much of it the
 * release of the app (`release`), the bad week of the parcel service (`parcels`) and the weeks before Christmas take or add.
 */
const surveys = [
  {
    site: 'tea.example',
    survey: 'relationship',
    scale: ['nps', 0, 10],
    trigger: 'load',
    aDay: 34,
    answered: 0.21,
    mean: 8.2,
    spread: 2.1,
    parcels: -2.6,
    christmas: -0.5,
    pages: ['', 'green-tea', 'black-tea', 'teapots', 'account'],
    locales: { en: 5, de: 3, fr: 2 },
    shape: 'numbers',
  },
  {
    site: 'tea.example',
    survey: 'checkout',
    scale: ['ces', 1, 7],
    trigger: 'event:order_completed',
    aDay: 19,
    answered: 0.34,
    mean: 5.7,
    spread: 1.3,
    parcels: -0.4,
    christmas: -0.2,
    pages: ['checkout/thanks'],
    locales: { en: 5, de: 3, fr: 2 },
    shape: 'numbers',
  },
  {
    site: 'help.tea.example',
    survey: 'support',
    scale: ['csat', 1, 5],
    trigger: 'event:ticket_closed',
    aDay: 9,
    answered: 0.41,
    mean: 4.1,
    spread: 1,
    parcels: -1.3,
    christmas: -0.2,
    pages: ['tickets', 'tickets/closed'],
    locales: { en: 6, de: 3, ja: 1 },
    shape: 'smileys',
  },
  {
    site: 'app.tea.example',
    survey: 'product',
    scale: ['nps', 0, 10],
    trigger: 'load',
    aDay: 15,
    answered: 0.27,
    mean: 7,
    spread: 2.3,
    release: 1.4,
    pages: ['brewing', 'timer', 'collection'],
    locales: { en: 5, de: 2, ja: 2, 'pt-BR': 1 },
    shape: 'numbers',
  },
  {
    site: 'app.tea.example',
    survey: 'timer',
    scale: ['csat', 1, 3],
    trigger: 'event:timer_done',
    aDay: 6,
    answered: 0.45,
    mean: 2.5,
    spread: 0.7,
    release: 0.2,
    pages: ['timer'],
    locales: { en: 5, de: 2, ja: 2, 'pt-BR': 1 },
    shape: 'smileys',
  },
];

const plans = { free: 6, plus: 3, family: 1 };
const devices = { phone: 5, desktop: 4, tablet: 1 };
const unanswered = { ignored: 55, dismissed: 32, later: 7, shown: 4, never: 2 };

/** One of the keys of `weights`, as often as its weight says. */
function draw(random, weights) {
  const entries = Object.entries(weights);
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
  return entries[0][0];
}

/** About normal: the sum of twelve has a variance of one. */
const bell = (random) => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);

const pick = (random, list) => list[Math.floor(random() * list.length)];
const hex = (number, digits) => Math.floor(number).toString(16).padStart(digits, '0');

/** A UUIDv7 of that instant. */
function makeId(random, at) {
  const time = hex(at, 12);
  const rest = Array.from({ length: 4 }, () => hex(random() * 0x10000, 4));
  const variant = hex(0x8000 + (Number.parseInt(rest[1], 16) & 0x3fff), 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest[0].slice(1)}-${variant}-${rest[2]}${rest[3]}${hex(random() * 0x10000, 4)}`;
}

/** The days on which something happened, counted from the first one of the year. */
const releaseDay = 214;
const [parcelsFrom, parcelsTo] = [301, 309];

const isChristmas = (at) => {
  const date = new Date(at);
  return date.getUTCMonth() === 11 && date.getUTCDate() <= 24;
};

/** How many prompts a day has, by season and weekday: tea is for cold weeks, and presents for December. */
function volumeOf(at) {
  const date = new Date(at);
  const season = 1 + 0.35 * Math.cos((2 * Math.PI * (date.getUTCMonth() + date.getUTCDate() / 31)) / 12);
  const weekend = date.getUTCDay() % 6 === 0 ? 0.6 : 1;
  return season * weekend * (isChristmas(at) ? 1.7 : 1);
}

function scoreOf(random, survey, day, at) {
  const [, min, max] = survey.scale;
  const effects = [
    day >= releaseDay ? (survey.release ?? 0) : 0,
    day >= parcelsFrom && day < parcelsTo ? (survey.parcels ?? 0) : 0,
    isChristmas(at) ? (survey.christmas ?? 0) : 0,
  ];
  const mean = effects.reduce((sum, effect) => sum + effect, survey.mean);
  return Math.min(max, Math.max(min, Math.round(mean + bell(random) * survey.spread)));
}

const sideOf = ([kind, , max], score) => {
  if (kind === 'nps') return score >= 9 ? 'positive' : score >= 7 ? 'neutral' : 'negative';
  const share = score / max;
  return share > (kind === 'ces' ? 0.6 : 0.79) ? 'positive' : share > 0.45 ? 'neutral' : 'negative';
};

function respond(random, survey, day, at) {
  const { site, scale, shape, trigger, pages, locales } = survey;
  const [kind, min, max] = scale;
  const locale = draw(random, locales);
  const device = draw(random, devices);
  const isAnswered = random() < survey.answered;
  const score = isAnswered ? scoreOf(random, survey, day, at) : undefined;
  const side = score === undefined ? undefined : sideOf(scale, score);
  const isCommented = side && random() < { positive: 0.3, neutral: 0.2, negative: 0.5 }[side];
  const isLate = day >= parcelsFrom && day < parcelsTo && survey.parcels && side === 'negative';
  const shownAt = new Date(at).toISOString();
  return {
    v: 1,
    id: makeId(random, at),
    revision: 1,
    site,
    survey: survey.survey,
    kind,
    trigger: survey.survey === 'relationship' && isAnswered && random() < 0.06 ? 'show' : trigger,
    outcome: isAnswered ? (isCommented || random() < 0.7 ? 'answered' : 'scored') : draw(random, unanswered),
    ...(score !== undefined && { score }),
    min,
    max,
    ...(isCommented && { comment: pick(random, comments[isLate ? 'late' : side][locale] ?? comments[side].en) }),
    shownAt,
    ...(score !== undefined && { scoredAt: new Date(at + 4000 + random() * 9000).toISOString() }),
    locale,
    wording: 'standard-1',
    question: questions[kind][locale] ?? questions[kind].en,
    shape,
    layout: device === 'phone' && max === 10 ? 'two-rows' : 'row',
    page: `https://${site}/${pick(random, pages)}`,
    device,
    visitor: makeId(random, at),
    traits: { plan: draw(random, plans), country: { de: 'DE', fr: 'FR', ja: 'JP', 'pt-BR': 'BR' }[locale] ?? 'GB' },
    client: 'earshot/0.1.0',
    firstReceivedAt: new Date(at + 15_000).toISOString(),
  };
}

/** The year that ends with the day of `until`: responses as the import takes them, the earliest first, and the marks on it. */
export function makeYear({ seed = 7, until = Date.now(), days = 365 } = {}) {
  const random = makeRandom(seed);
  const last = Math.floor(until / dayMs) * dayMs;
  const first = last - days * dayMs;
  const responses = [];
  for (let day = 0; day < days; day++)
    for (const survey of surveys) {
      const midnight = first + day * dayMs;
      const count = Math.round(survey.aDay * volumeOf(midnight) * (0.8 + random() * 0.4));
      for (let index = 0; index < count; index++)
        // Awake from seven to eleven at night.
        responses.push(respond(random, survey, day, Math.floor(midnight + (7 + random() * 16) * hourMs)));
    }
  const markOn = (day, text, site) => ({
    at: new Date(first + day * dayMs).toISOString(),
    text,
    ...(site && { site }),
  });
  const annotations = [
    markOn(releaseDay, 'App 3.0', 'app.tea.example'),
    markOn(parcelsFrom, 'Parcel service on strike'),
    markOn(Math.floor(days / 4), 'New checkout', 'tea.example'),
  ].filter(({ at }) => Date.parse(at) < last);
  return { responses: responses.toSorted((one, other) => (one.shownAt < other.shownAt ? -1 : 1)), annotations };
}
