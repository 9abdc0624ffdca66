import { segments } from './kinds.ts';
import { ownText, type OwnText } from './own-text.ts';
import { parseOptions } from './parse-options.ts';
import { readySteps } from './ready-steps.ts';
import { stepBytesOf } from './step-bytes.ts';
import type { ReportStep, StepRule } from './step-problem.ts';
import { asks, maxSteps, type Ask, type Condition, type Points, type Step } from './steps.ts';

import type { ValueType } from './values.ts';

/** What the answers to all steps of a survey take at most in a response, in bytes, without what is typed. */
export const maxStepBytes = 6000;

type Raw = Readonly<Record<string, unknown>>;

const isObject = (raw: unknown): raw is Raw => typeof raw == 'object' && raw !== null && !Array.isArray(raw);

const isWithin = (raw: unknown, least: number, most: number): raw is number =>
  Number.isInteger(raw) && (raw as number) >= least && (raw as number) <= most;

/** What is not allowed throws or is undefined. */
function read<T>(type: ValueType<T>, raw: unknown): T | undefined {
  try {
    return type(raw, '');
  } catch {
    return undefined;
  }
}

/** The scale of a rating, or of the rows of a battery: 1 to 5 without words, but for what the owner says. */
function parsePoints({ min = 1, max = 5, low, high }: Raw): Points | undefined {
  const words = Object.entries({ low, high }).filter(([, raw]) => raw !== undefined);
  const texts = words.map(([end, raw]) => [end, read<OwnText>(ownText, raw)] as const);
  return isWithin(min, 0, 1) && isWithin(max, 2, 10) && texts.every(([, text]) => text)
    ? { min, max, ...Object.fromEntries(texts) }
    : undefined;
}

/** What a step shows beside its question; undefined where `options` do not fit to the way of asking. */
function parseShape(ask: Ask, raw: unknown): object | undefined {
  if (ask === 'text') return {};
  if (ask === 'rating') {
    const scale = raw === undefined || isObject(raw) ? parsePoints(raw ?? {}) : undefined;
    return scale && { scale };
  }
  const isScaled = ask === 'battery' && isObject(raw);
  const options = read(parseOptions, isScaled ? raw.rows : raw);
  const scale = ask === 'battery' ? parsePoints(isScaled ? raw : {}) : {};
  if (!options || !scale || (options.length < 2 && ask !== 'battery')) return undefined;
  return ask === 'battery' ? { options, scale } : { options };
}

/** The values that a condition may ask for; undefined where it may ask for none. */
function parseValues(of: string, raw: unknown, earlier: readonly Step[]): Condition[1] | undefined {
  const values = Array.isArray(raw) ? (raw as unknown[]) : [raw];
  const all = (isAllowed: (value: unknown) => boolean): Condition[1] | undefined =>
    values.length && values.every(isAllowed) ? (values as Condition[1]) : undefined;
  if (of === 'segment') return all((value) => segments.some((segment) => segment === value));
  if (of === 'score') {
    const [from, to = from] = values;
    return isWithin(from, 0, 10) && isWithin(to, from, 10) && values.length <= 2
      ? [...Array(to - from + 1)].map((_, index) => from + index)
      : undefined;
  }
  const step = earlier.find(({ id }) => id === of);
  if (step?.ask === 'rating') return all((value) => isWithin(value, step.scale.min, step.scale.max));
  if (!step || step.ask === 'text' || step.ask === 'battery') return undefined;
  return all((value) => step.options.some(({ id }) => id === value));
}

// A letter or a digit first: no name that means something to JavaScript.
const isId = (raw: unknown): raw is string =>
  typeof raw == 'string' && /^[a-z\d][\w-]{0,99}$/i.test(raw) && raw !== 'score' && raw !== 'segment';

/** One step in the owner's words; undefined where something about it is not allowed, which is reported. */
function parseStep(raw: Raw, path: string, earlier: readonly Step[], report: ReportStep): Step | undefined {
  const { id, ask, question, options, when = {} } = raw;
  const refuse = (key: string, value: unknown, rule: StepRule): undefined => void report(`${path}.${key}`, value, rule);
  for (const key of Object.keys(raw))
    if (!/^(id|ask|question|options|when)$/.test(key) || (key === 'options' && ask === 'text'))
      refuse(key, raw[key], 'key');
  if (!isId(id)) return refuse('id', id, 'id');
  const way = asks.find((one) => one === ask);
  if (!way) return refuse('ask', ask, 'ask');
  const text = read<OwnText>(ownText, question);
  if (!text) return refuse('question', question, 'question');
  const shape = parseShape(way, options);
  if (!shape) return refuse('options', options, way === 'rating' ? 'scale' : way === 'battery' ? 'rows' : 'options');
  if (!isObject(when)) return refuse('when', when, 'when');
  const conditions: Condition[] = [];
  for (const [of, value] of Object.entries(when)) {
    const values = parseValues(of, value, earlier);
    if (!values) return refuse(`when.${of}`, value, 'when');
    conditions.push([of, values]);
  }
  return { id, ask: way, question: text, when: conditions, ...shape } as Step;
}

/** The steps that an entry of the list stands for. */
function parseEntry(raw: unknown, path: string, earlier: readonly Step[], report: ReportStep): readonly Step[] {
  if (typeof raw == 'string' && Object.hasOwn(readySteps, raw)) return readySteps[raw as keyof typeof readySteps];
  if (isObject(raw)) return [parseStep(raw, path, earlier, report) ?? []].flat();
  report(path, raw, 'step');
  return [];
}

/**
 * The steps of a survey, in their order. An entry with something that is not allowed is reported and left out, and so
 * are those that are too many; a key that means nothing is reported only.
 */
export function parseSteps(raw: unknown, report: ReportStep): readonly Step[] {
  const steps: Step[] = [];
  const entries = read((list) => (Array.isArray(list) ? [...(list as readonly unknown[])] : undefined), raw) ?? [];
  let index = 0;
  for (const entry of entries) {
    const path = `steps[${index++}]`;
    let more: readonly Step[] = [];
    try {
      more = parseEntry(entry, path, steps, report);
    } catch {
      // A page may hand over what throws when it is read.
      report(path, entry, 'step');
    }
    const rule =
      steps.length + more.length > maxSteps
        ? 'most'
        : more.some(({ id }) => steps.some((step) => step.id === id))
          ? 'sameId'
          : stepBytesOf([...steps, ...more]) > maxStepBytes && 'size';
    if (rule) report(path, entry, rule);
    else steps.push(...more);
  }
  return steps;
}
