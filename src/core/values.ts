import { parseDuration } from './duration.ts';

/**
 * A kind of value that a setting takes: the typed value, or undefined when `raw` is not allowed; what throws is not
 * allowed either. `base` is the page's address. What is allowed stands in words in `describe-problem.ts`, which no page
 * loads before something is wrong.
 */
export type ValueType<T> = (raw: unknown, base: string) => T | undefined;

export const choice =
  <T extends string>(values: readonly T[]): ((raw: unknown) => T | undefined) =>
  (raw) =>
    values.find((value) => value === raw);

export const text: ValueType<string> = (raw) => (typeof raw == 'string' && raw.trim()) || undefined;

export const matching =
  <T extends string = string>(pattern: RegExp): ValueType<T> =>
  (raw) =>
    typeof raw == 'string' && pattern.test(raw) ? (raw as T) : undefined;

export const slug = matching(/^[\w.:-]{1,100}$/);

export const duration: ValueType<number> = parseDuration;

export const durationOrNever: ValueType<number> = (raw) => (raw === 'never' ? Infinity : parseDuration(raw));

export const numberLike =
  (pattern: RegExp): ValueType<number> =>
  (raw) =>
    pattern.test(raw as string) ? parseFloat(raw as string) : undefined;

/** A whole number of at most three digits. */
export const count = numberLike(/^\d{1,3}$/);

const http = matching(/^https?:/);
export const httpUrl: ValueType<string> = (raw, base) => http(new URL(text(raw, base) ?? 'a:', base).href, base);

/** A list, or text with a separator between the items; at least one. */
export const listOf =
  <T>(item: ValueType<T>, separator: string): ValueType<readonly T[]> =>
  (raw, base) => {
    const list = (Array.isArray(raw) ? raw : (raw as string).split(separator)).map((one) =>
      item(text(one, base), base),
    );
    return list[0] && !list.includes(undefined) ? (list as T[]) : undefined;
  };

/** What makes a survey due, as configured. */
export type Trigger =
  | 'load'
  | 'exit'
  | 'manual'
  | `event:${string}`
  | `click:${string}`
  | `visible:${string}`
  | `scroll:${string}%`
  | `time:${string}`;

export const triggers = listOf(
  matching<Trigger>(
    /^(load|exit|manual|event:[\w.:-]{1,100}|(click|visible):.{1,190}|scroll:(100|\d\d?)%|time:\d{1,5}[smhd])$/,
  ),
  ';',
);
