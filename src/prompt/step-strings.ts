import {
  back,
  contact,
  email,
  emailWrong,
  link,
  next,
  notApplicable,
  otherText,
  privacy,
  progress,
  reasons,
  up,
  down,
} from '../locales/en.json';

const english = {
  back,
  contact,
  down,
  email,
  emailWrong,
  link,
  next,
  notApplicable,
  otherText,
  privacy,
  progress,
  reasons,
  up,
};

/** The texts of what comes after the score, by name. */
export type StepStrings = typeof english & { readonly send: string; readonly optional: string };

/** Those of a language; what it has no text for is in English. */
export const stepStrings = (strings: Pick<StepStrings, 'send' | 'optional'>): StepStrings => {
  // Of a file, only what every prompt needs has been looked at.
  const texts = Object.entries(strings).filter(([, text]) => text && typeof text == 'string');
  return { ...english, ...(Object.fromEntries(texts) as typeof strings) };
};

/** The words that announce a prompt, without the number of questions at their end; in every language. */
export const withoutCount = (arrival: string): string => arrival.replace(/(?<=[.।。]).+|，.*| มี.*/, '');
