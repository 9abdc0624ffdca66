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

export const emptyHistory: History = { v: 1, pages: 0, visitAt: 0, pageAt: 0, visibleMs: 0, prompts: [] };

const isCount = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0;

function parsePrompt(raw: unknown, now: number): Remembered[] {
  const { id, survey, shownAt, seenAt, outcome, endedAt } = (raw ?? {}) as Partial<Remembered>;
  if (typeof id != 'string' || typeof survey != 'string' || !isCount(shownAt)) return [];
  const past = (at: unknown): number => Math.min(at as number, now);
  return [
    {
      id,
      survey,
      shownAt: past(shownAt),
      ...(isCount(seenAt) && { seenAt: past(seenAt) }),
      ...(typeof outcome == 'string' && isCount(endedAt) && { outcome, endedAt: past(endedAt) }),
    },
  ];
}

/**
 * A history from whatever was stored: what is broken in it is dropped, and an instant that lies after `now` (the clock
 * was set back) becomes `now`, so that nobody waits longer than a setting says.
 */
export function parseHistory(raw: unknown, now: number): History {
  const { pages, visitAt, pageAt, visibleMs, prompts } = (raw ?? {}) as Partial<History>;
  const number = (value: unknown, most = Infinity): number => (isCount(value) ? Math.min(value, most) : 0);
  return {
    v: 1,
    pages: number(pages),
    visitAt: number(visitAt, now),
    pageAt: number(pageAt, now),
    visibleMs: number(visibleMs),
    prompts: (Array.isArray(prompts) ? prompts : []).flatMap((one) => parsePrompt(one, now)).slice(-mostPrompts),
  };
}

/** A page view at `now`: a new visit after 30 minutes without one. */
export function recordPage(history: History, now: number): History {
  const goesOn = history.pages > 0 && now - history.pageAt < visitPauseMs;
  return {
    ...history,
    pages: history.pages + 1,
    pageAt: now,
    ...(!goesOn && { visitAt: now, visibleMs: 0 }),
  };
}

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

const recordPrompt = (history: History, id: string, facts: Partial<Remembered>): History => ({
  ...history,
  prompts: history.prompts.map((prompt) => (prompt.id === id ? { ...prompt, ...facts } : prompt)),
});

/** The prompt had been visible for a second in a focused tab. */
export const recordSeen = (history: History, id: string, now: number): History =>
  recordPrompt(history, id, { seenAt: now });

/** The prompt got an outcome; an outcome also proves that it was seen. */
export const recordOutcome = (history: History, id: string, outcome: Outcome, now: number): History =>
  recordPrompt(history, id, { outcome, endedAt: now, seenAt: now });

/**
 * The two places where a history is kept, together: `view` is what every page reads and counts, `durable` survives a
 * killed browser. Each prompt is taken from where more is known of it.
 */
export function mergeHistory(view: History, durable: History): History {
  const prompts = new Map<string, Remembered>();
  for (const prompt of [...durable.prompts, ...view.prompts]) {
    const other = prompts.get(prompt.id);
    if (!other || (prompt.endedAt ?? 0) >= (other.endedAt ?? 0)) prompts.set(prompt.id, { ...other, ...prompt });
  }
  return {
    ...view,
    prompts: [...prompts.values()].sort((a, b) => a.shownAt - b.shownAt).slice(-mostPrompts),
  };
}

/** What a survey's prompts came to, as far as its waits depend on it. */
export interface Standing {
  readonly answeredAt?: number;
  readonly dismissedAt?: number;
  /** Dismissals in a row, with three ignored prompts in a row counted as one. */
  readonly dismissals: number;
  readonly ignoredAt?: number;
  /** The latest prompt was claimed but never seen. */
  readonly unseenAt?: number;
}

/** Folds a survey's prompts into its standing: an answer ends both rows of dismissed and of ignored prompts. */
export function standingOf(history: History, survey: string): Standing {
  let standing: Standing = { dismissals: 0 };
  let ignored = 0;
  for (const { survey: name, shownAt, seenAt, outcome, endedAt = shownAt } of history.prompts) {
    if (name !== survey) continue;
    const { unseenAt: _, ...before } = standing;
    if (outcome === 'scored' || outcome === 'answered') {
      standing = { answeredAt: endedAt, dismissals: 0 };
      ignored = 0;
    } else if (outcome === 'dismissed' || (seenAt && ++ignored === 3)) {
      standing = { ...before, dismissedAt: outcome ? endedAt : shownAt, dismissals: standing.dismissals + 1 };
      ignored = 0;
    } else standing = { ...before, ...(seenAt ? { ignoredAt: shownAt } : { unseenAt: shownAt }) };
  }
  return standing;
}
