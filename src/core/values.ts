import { parseDuration } from './duration.ts';

/**
 * A kind of value that a setting takes: the typed value, or undefined when `raw` is not allowed. `base` is the page's
 * address. What is allowed stands in words in `describe-problem.ts`, which no page loads before something is wrong.
 */
export type ValueType<T> = (raw: unknown, base: string) => T | undefined;

export const choice =
  <T extends string>(values: readonly T[]): ValueType<T> =>
  (raw) =>
    values.find((value) => value === raw);

export const text: ValueType<string> = (raw) => (typeof raw == 'string' && raw.trim()) || undefined;

const matching =
  (pattern: RegExp): ValueType<string> =>
  (raw) =>
    typeof raw == 'string' && pattern.test(raw) ? raw : undefined;

export const slug = matching(/^[\w.:-]{1,100}$/);

export const duration: ValueType<number> = parseDuration;

export const durationOrNever: ValueType<number> = (raw) => (raw === 'never' ? Infinity : parseDuration(raw));

/** A whole number of at most three digits. */
export const count: ValueType<number> = (raw) => (/^\d{1,3}$/.test(raw as string) ? Number(raw) : undefined);

export const httpUrl: ValueType<string> = (raw, base) => {
  try {
    const { href } = new URL(text(raw, base) ?? 'a:', base);
    return /^https?:/.test(href) ? href : undefined;
  } catch {
    return undefined;
  }
};

/** What makes a survey due, as configured: `load`, or `event:` and the name of a tracked event. */
export type Trigger = 'load' | `event:${string}`;

const trigger = matching(/^(load|event:[\w.:-]{1,100})$/);

/** A list, or text with `;` between the triggers. */
export const triggers: ValueType<readonly Trigger[]> = (raw, base) => {
  const list = [raw]
    .flat()
    .join(';')
    .split(/\s*;\s*/);
  return list.every((one) => trigger(one, base)) ? (list as Trigger[]) : undefined;
};
