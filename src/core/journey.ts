import { asksContact, isEmail, type Contact } from './contact.ts';
import { segmentOf, type Kind, type Segment } from './kinds.ts';
import type { OwnText } from './own-text.ts';
import type { Said } from './response.ts';
import { answerTo, withAnswer } from './step-answer.ts';
import type { Condition, Option, Step } from './steps.ts';

/** What a survey asks, and whom. */
export interface Route {
  readonly kind: Kind;
  /** The end of the scale. */
  readonly max: number;
  readonly steps: readonly Step[];
  readonly reasons: Readonly<Record<Segment, readonly Option<OwnText>[]>>;
  readonly contact: Contact;
  /** The visitor's address is known from elsewhere, and not asked for. */
  readonly hasEmail: boolean;
}

/**
 * What the visitor has given so far, and where that leads to. Answers to steps that do not apply any more stay, for he may
 * come back to them.
 */
export interface Journey extends Said {
  readonly score?: number | undefined;
  /** The id of the step that stands in the prompt; undefined where the score and what belongs to it does. */
  readonly step?: string | undefined;
  /** The closing words stand there. */
  readonly isDone?: boolean;
  /** What has to be put right before it goes on. */
  readonly wrong?: 'score' | 'email' | undefined;
}

/** On, on without an answer here, or back. */
export type Way = 'next' | 'skip' | 'back';

/** The side of the scale that the chosen score is on. */
export const segmentAt = ({ kind, max }: Route, { score }: Journey): Segment | undefined =>
  score === undefined ? undefined : segmentOf(kind, max, score);

// For the index of the step that stands in the prompt: everything has been passed, or nothing but the score's view yet.
const end = Infinity;
const start = -1;

/**
 * How sure it is of each step that it applies: 1, or 0, or ½ where that hangs on an answer which the visitor, at the
 * step of index `at`, may still give. Who passed a question without an answer gave none.
 */
function chancesAt(route: Route, journey: Journey, at: number): readonly number[] {
  const chances: number[] = [];
  const chanceOf = ([of, values]: Condition): number => {
    const index = route.steps.findIndex(({ id }) => id === of);
    const step = route.steps[index];
    const chance = chances[index] ?? 1;
    const answer = step ? answerTo(step, journey.answers) : of === 'score' ? journey.score : segmentAt(route, journey);
    if (answer === undefined) return index < at ? 0 : Math.min(chance, 0.5);
    // What was ranked first counts.
    const given = step?.ask === 'rank' && Array.isArray(answer) ? answer[0] : answer;
    return [given].flat().some((one) => values.includes(one as string)) ? chance : 0;
  };
  for (const { when } of route.steps) chances.push(Math.min(1, ...when.map(chanceOf)));
  return chances;
}

/** The steps that apply to what is given so far, in their order. */
export function pathOf(route: Route, journey: Journey): readonly Step[] {
  const chances = chancesAt(route, journey, end);
  return route.steps.filter((_, index) => chances[index]);
}

/** The step that stands in the prompt; undefined where the score does. */
export const stepAt = (route: Route, journey: Journey): Step | undefined =>
  pathOf(route, journey).find(({ id }) => id === journey.step);

function wrongAt(route: Route, journey: Journey): Journey['wrong'] {
  const { score, contactAllowed, contactEmail } = journey;
  if (score === undefined) return 'score';
  const needsEmail = contactAllowed && !route.hasEmail && asksContact(route.contact, segmentAt(route, journey));
  return needsEmail && !isEmail(contactEmail?.trim()) ? 'email' : undefined;
}

/**
 * The journey one step further or back: from the score over the steps that apply to the closing words, and back to the
 * score. A step never holds the visitor up; the score's view does until it has a score, and a plausible address if one is
 * needed, and says what is wrong. Answers stay, but for the one of a step that is skipped.
 */
export function move<J extends Journey>(route: Route, journey: J, way: Way): J & Journey {
  if (journey.isDone) return journey;
  const step = stepAt(route, journey);
  const wrong = step || way === 'back' ? undefined : wrongAt(route, journey);
  if (wrong) return { ...journey, wrong };
  const moved =
    step && way === 'skip' ? { ...journey, answers: withAnswer(step, journey.answers, undefined) } : journey;
  const path = pathOf(route, moved);
  const index = path.findIndex((one) => one === step) + (way === 'back' ? -1 : 1);
  return { ...moved, step: path[index]?.id, isDone: index === path.length, wrong: undefined };
}

/** Where the visitor is, the score's view being the first place, and how many places there are at most. */
export interface Stage {
  readonly at: number;
  readonly of: number;
  /** Otherwise there may be fewer, as the answers will show. */
  readonly isExact: boolean;
}

// With fewer, the visitor sees the end coming.
const leastSteps = 3;

/** How far the visitor is; undefined where a survey has fewer than three steps for this score. */
export function stageOf(route: Route, journey: Journey): Stage | undefined {
  const { score } = journey;
  if (chancesAt(route, { score }, start).filter(Boolean).length < leastSteps) return undefined;
  const here = route.steps.findIndex((one) => one === stepAt(route, journey));
  const chances = chancesAt(route, journey, here);
  const ahead = chances.slice(here + 1).filter(Boolean);
  const at = 1 + chances.slice(0, here + 1).filter(Boolean).length;
  return { at, of: at + ahead.length, isExact: !ahead.includes(0.5) };
}
