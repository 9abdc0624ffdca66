// What the results page should say, computed in the plainest way from the responses themselves: without the library, whose
// mistakes it would share.
const z = 1.959964;
const dayMs = 86_400_000;

const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
const rounded = (number, digits = 0) => {
  const factor = 10 ** digits;
  return (Math.sign(number) * Math.round(Math.abs(number) * factor)) / factor || 0;
};
const signed = (number) => `${number > 0 ? '+' : number < 0 ? '−' : ''}${Math.abs(number)}`;

/** Which scores are a success on a scale that is no NPS. */
const isTop = { 'csat 3': (score) => score === 3, 'csat 5': (score) => score >= 4, 'ces 7': (score) => score >= 5 };

function ofNps(scores) {
  const promoters = scores.filter((score) => score >= 9).length;
  const detractors = scores.filter((score) => score <= 6).length;
  const n = scores.length + 3;
  const [p, d] = [(promoters + 0.75) / n, (detractors + 0.75) / n];
  const half = z * Math.sqrt((p + d - (p - d) ** 2) / n);
  const ends = [p - d - half, p - d + half].map((end) => signed(rounded(Math.max(-100, Math.min(100, 100 * end)))));
  return [signed(rounded((100 * (promoters - detractors)) / scores.length)), `between ${ends[0]} and ${ends[1]}`];
}

function ofShare(scores, isHit) {
  const n = scores.length;
  const p = scores.filter(isHit).length / n;
  const below = 1 + z ** 2 / n;
  const center = (p + z ** 2 / (2 * n)) / below;
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / below;
  const ends = [center - half, center + half].map((end) => `${rounded(100 * end)}%`);
  return [`${rounded(100 * p)}%`, `between ${ends[0]} and ${ends[1]}`];
}

/** The scores that responses hold. */
export const scoresOf = (responses) => responses.flatMap(({ score }) => (score === undefined ? [] : [score]));

/** Score and interval of responses as the page writes them. */
export function headlineOf(responses) {
  const [{ kind, max }] = responses;
  const scores = scoresOf(responses);
  return kind === 'nps' ? ofNps(scores) : ofShare(scores, isTop[`${kind} ${max}`]);
}

/** How many answers there are as the page writes it in English, and the share of prompts that got one. */
export const ratesOf = (responses) => {
  const { length } = scoresOf(responses);
  return [length.toLocaleString('en'), `${rounded((100 * length) / responses.length)}%`];
};

/** The mean as the page writes it. */
export const meanOf = (responses) => rounded(sum(scoresOf(responses)) / scoresOf(responses).length, 1).toFixed(1);

/** How many chose each point, the highest first. */
export function countsOf(responses) {
  const [{ min, max }] = responses;
  const points = Array.from({ length: max - min + 1 }, (_, index) => max - index);
  return points.map((point) => [point, scoresOf(responses).filter((score) => score === point).length]);
}

/** The responses to prompts of a survey from one UTC day to another, both included. */
export const promptsOf = (responses, survey, from, to) =>
  responses.filter(
    (one) =>
      one.survey === survey &&
      one.trigger !== 'show' &&
      one.shownAt.slice(0, 10) >= from &&
      one.shownAt.slice(0, 10) <= to,
  );

/** The last so many UTC days, `untilMs` included, as the first and the last one. */
export const lastDays = (untilMs, days) =>
  [untilMs - (days - 1) * dayMs, untilMs].map((at) => new Date(at).toISOString().slice(0, 10));
