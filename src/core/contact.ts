import type { Segment } from './kinds.ts';

/** Whom a survey asks whether he may be contacted. */
export type Contact = 'off' | 'negative' | 'always';

/** The longest e-mail address, in characters (RFC 5321, 4.5.3.1.3, without the brackets). */
export const maxEmail = 254;

/** Whether a text looks like `name@host.tld`: enough to catch a slip, and no more can be known before a mail is sent. */
export const isEmail = (text = ''): boolean =>
  text.length <= maxEmail && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*\.[^\s@.]{2,}$/.test(text);

/** Whether a visitor of this segment is asked. */
export const asksContact = (contact: Contact | undefined, segment: Segment | undefined): boolean =>
  contact === 'always' || (contact === 'negative' && segment === 'negative');
