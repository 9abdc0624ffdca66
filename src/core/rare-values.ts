import { dayMs } from './duration.ts';
import { devices, type Device, type Traits } from './response.ts';
import { choice, listOf, matching, numberLike, type ValueType } from './values.ts';

/** An opaque text, as long as a response takes a name. */
export const name = matching(/^\S.{0,199}$/);
export const token = matching(/^\S.{0,1999}$/);

export const priority = numberLike(/^-?\d{1,3}$/);

/** A percentage, as a number from 0 to 100. */
export const share = numberLike(/^(100|\d\d?(\.\d+)?)%$/);

// Some browsers take the 30th of February for the 2nd of March.
const isDay = (text: string): boolean => new Date(text).toISOString().startsWith(text);

/** An instant (ISO 8601 with `Z` or an offset) as epoch ms; a bare date is the beginning of that day in UTC. */
export const instant: ValueType<number> = (raw) => {
  const pattern = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;
  const [, day] = (typeof raw == 'string' && pattern.exec(raw)) || [];
  const at = day && isDay(day) ? Date.parse(raw as string) : NaN;
  return Number.isNaN(at) ? undefined : at;
};

/** The same, but a bare date is the end of that day. */
export const lastInstant: ValueType<number> = (raw, base) => {
  const at = instant(raw, base);
  return at === undefined || /T/.test(raw as string) ? at : at + dayMs - 1;
};

/** A domain that the page's host belongs to. */
export const domain: ValueType<string> = (raw, base) =>
  typeof raw == 'string' && /^[\w-]+(\.[\w-]+)+$/.test(raw) && `.${new URL(base).hostname}`.endsWith(`.${raw}`)
    ? raw
    : undefined;

/** An attribute without a value, or true. */
export const present: ValueType<true> = (raw) => raw === true || typeof raw == 'string' || undefined;

/** As the page hands it over; what of it may be sent is decided when it is sent, see `traits.ts`. */
export const traits: ValueType<Traits> = (raw) =>
  Object(raw) === raw && !Array.isArray(raw) ? (raw as Traits) : undefined;

export const deviceList = listOf<Device>(choice(devices), ',');

/** Patterns of pages, see `page-pattern.ts`. */
export const patterns = listOf(matching(/^[/#*].{0,199}$/), ',');
