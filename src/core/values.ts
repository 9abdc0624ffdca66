import { formatDuration, parseDuration } from './duration.ts';

/** A kind of value that a setting takes. */
export interface ValueType<T> {
  /** What an owner may write; part of every warning and of the reference. */
  readonly allowed: string;
  /** The typed value; undefined when `raw` is not allowed. `base` is the page's address. */
  readonly parse: (raw: unknown, base: string) => T | undefined;
}

/** How a setting's value reads in a warning and in the reference. */
export const showValue = (value: unknown): string =>
  typeof value == 'number' && value >= 1e3 ? formatDuration(value) : String(value);

export const choice = <T extends string>(...values: readonly T[]): ValueType<T> => ({
  allowed: values.join(', '),
  parse: (raw) => values.find((value) => value === raw),
});

export const text: ValueType<string> = {
  allowed: 'text',
  parse: (raw) => (typeof raw == 'string' && raw.trim()) || undefined,
};

/** Text, or `off` for none at all. */
export const textOrOff: ValueType<string> = { ...text, allowed: 'text or off' };

const matching = (pattern: RegExp, allowed: string): ValueType<string> => ({
  allowed,
  parse: (raw) => (typeof raw == 'string' && pattern.test(raw) ? raw : undefined),
});

export const slug = matching(/^[\w.:-]{1,100}$/, 'up to 100 letters, digits and _ . : -');

export const duration: ValueType<number> = { allowed: 'a duration such as 30s, 10m, 12h or 45d', parse: parseDuration };

export const durationOrNever: ValueType<number> = {
  allowed: 'a duration such as 45d, or never',
  parse: (raw) => (raw === 'never' ? Infinity : parseDuration(raw)),
};

/** A whole number of at most three digits, so that it never reads as a duration. */
export const count: ValueType<number> = {
  allowed: 'a whole number from 0 to 999',
  parse: (raw) => (/^\d{1,3}$/.test(String(raw)) ? Number(raw) : undefined),
};

export const httpUrl: ValueType<string> = {
  allowed: 'an http or https URL',
  parse(raw, base) {
    if (typeof raw != 'string' || !raw.trim()) return;
    try {
      const url = new URL(raw, base);
      return /^https?:$/.test(url.protocol) ? url.href : undefined;
    } catch {
      return;
    }
  },
};

/** What makes a survey due, as configured: `load`, or `event:` and the name of a tracked event. */
export type Trigger = 'load' | `event:${string}`;

const isTrigger = (raw: unknown): raw is Trigger => typeof raw == 'string' && /^(load|event:[\w.:-]{1,100})$/.test(raw);

export const triggers: ValueType<readonly Trigger[]> = {
  allowed: 'load or event:NAME, several separated by ;',
  parse(raw) {
    const list = typeof raw == 'string' ? raw.split(';').map((one) => one.trim()) : raw;
    return Array.isArray(list) && list.length && list.every(isTrigger) ? list : undefined;
  },
};
