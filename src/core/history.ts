import { minuteMs } from './duration.ts';
import type { Outcome } from './response.ts';

/** A prompt that this browser remembers; all instants are epoch ms. */
export interface Remembered {
  readonly id: string;
  readonly survey: string;
  /** When the prompt was claimed, just before it was painted. */
  readonly shownAt: number;
  /** When it had been visible for a second in a focused tab. */
  readonly seenAt?: number;
  readonly outcome?: Outcome;
  /** When it got its outcome. */
  readonly endedAt?: number;
}

/** What a browser remembers of a site: instants and counters only, so that a changed setting takes effect at once. */
export interface History {
  readonly v: 1;
  /** Page views, all visits together. */
  readonly pages: number;
  /** When the visit began: page views less than 30 minutes apart, all tabs together. */
  readonly visitAt: number;
  /** The latest page view. */
  readonly pageAt: number;
  /** How long pages of this visit were visible. */
  readonly visibleMs: number;
  /** Oldest first. */
  readonly prompts: readonly Remembered[];
}

const visitPauseMs = 30 * minuteMs;
// More prompts than a year can hold with any sensible gap: older ones decide nothing.
const mostPrompts = 40;

const empty: History = { v: 1, pages: 0, visitAt: 0, pageAt: 0, visibleMs: 0, prompts: [] };

/**
 * A history from stored JSON. What is broken in it is dropped, and an instant after `now` (the clock was set back)
 * becomes `now`, so that nobody waits longer than a setting says.
 */
export function parseHistory(json: unknown, now: number): History {
  try {
    // Every number of a history is a count, a stretch of time or an instant: none is above `now`.
    const raw = JSON.parse(json as string, (key, value: unknown) =>
      /At$|Ms$|pages/.test(key) ? Math.min(value as number, now) || 0 : value,
    ) as History;
    return { ...empty, ...raw, prompts: raw.prompts.filter((prompt) => prompt?.id && prompt.shownAt) };
  } catch {
    return empty;
  }
}

/** A page view at `now`: a new visit after 30 minutes without one. */
export const recordPage = (history: History, now: number): History => ({
  ...history,
  ...(now - history.pageAt >= visitPauseMs && { visitAt: now, visibleMs: 0 }),
  pages: history.pages + 1,
  pageAt: now,
});

/** The page was visible for another `ms`. */
export const recordVisible = (history: History, ms: number): History => ({
  ...history,
  visibleMs: history.visibleMs + ms,
});

/** A prompt was claimed at `now`. */
export const recordShown = (history: History, id: string, survey: string, now: number): History => ({
  ...history,
  prompts: [...history.prompts, { id, survey, shownAt: now }].slice(-mostPrompts),
});

const recordPrompt = (history: History, id: string, now: number, facts: Partial<Remembered>): History => ({
  ...history,
  prompts: history.prompts.map((prompt) => (prompt.id === id ? { seenAt: now, ...prompt, ...facts } : prompt)),
});

/** The prompt had been visible for a second in a focused tab; the first time counts. */
export const recordSeen = (history: History, id: string, now: number): History => recordPrompt(history, id, now, {});

/** The prompt got an outcome; an outcome also proves that it was seen. */
export const recordOutcome = (history: History, id: string, outcome: Outcome, now: number): History =>
  recordPrompt(history, id, now, { outcome, endedAt: now });

/** The prompts of both; each is taken from where more is known of it. All else is of `view`. */
export function mergeHistory(view: History, durable: History): History {
  const prompts = new Map<string, Remembered>();
  for (const prompt of [...durable.prompts, ...view.prompts]) {
    const known = prompts.get(prompt.id);
    prompts.set(prompt.id, known?.endedAt ? { ...prompt, ...known } : { ...known, ...prompt });
  }
  return { ...view, prompts: [...prompts.values()].sort((a, b) => a.shownAt - b.shownAt) };
}

/** What a survey's prompts came to, as far as its waits depend on it; an instant that never was is -Infinity. */
export interface Standing {
  readonly answeredAt: number;
  readonly dismissedAt: number;
  /** Dismissals in a row, with three ignored prompts in a row counted as one. */
  readonly dismissals: number;
  /** When the latest prompt was claimed, if it has no outcome. */
  readonly openAt: number;
  /** When the latest prompt was seen, if it was. */
  readonly seenAt: number | undefined;
}

/** Folds a survey's prompts into its standing. An answer ends a row of dismissed or ignored prompts. */
export function standingOf(history: History, survey: string): Standing {
  let answeredAt = -Infinity;
  let dismissedAt = answeredAt;
  let openAt = answeredAt;
  let seenAt: number | undefined;
  let dismissals = 0;
  let ignored = 0;
  for (const prompt of history.prompts) {
    if (prompt.survey !== survey) continue;
    const { shownAt, outcome, endedAt = shownAt } = prompt;
    ({ seenAt } = prompt);
    openAt = -Infinity;
    if (outcome === 'scored' || outcome === 'answered') {
      answeredAt = endedAt;
      dismissals = ignored = 0;
    } else if (outcome === 'dismissed' || (seenAt && ++ignored > 2)) {
      dismissedAt = endedAt;
      dismissals++;
      ignored = 0;
    } else openAt = shownAt;
  }
  return { answeredAt, dismissedAt, dismissals, openAt, seenAt };
}
