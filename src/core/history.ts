import { minuteMs } from './duration.ts';
import type { Outcome } from './response.ts';
import type { Trigger } from './values.ts';

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

/** A trigger that fired and waits to be served. */
export interface Fired {
  readonly survey: string;
  readonly trigger: Trigger;
  /** Epoch ms. */
  readonly firedAt: number;
  /** From 0 to 100: the draw of a survey that is sampled by event. */
  readonly draw: number;
  /** As handed to `track`, in JSON. */
  readonly traits?: string | undefined;
}

/** What a browser remembers of a site: instants and counters only, so that a changed setting takes effect at once. */
export interface History {
  readonly v: 1;
  /** The visitor's id, once one was needed. */
  readonly visitorId?: string | undefined;
  /** The visitor said "don't ask again". */
  readonly never?: boolean | undefined;
  /** Since when this browser is known, where a sample must know it again and the owner wants no id. */
  readonly sinceAt?: number;
  readonly visits: number;
  /** Page views, all visits together. */
  readonly views: number;
  /** When the visit began: page views less than 30 minutes apart, all tabs together. */
  readonly visitAt: number;
  /** The latest page view. */
  readonly viewAt: number;
  /** How long pages of this visit were visible. */
  readonly visibleMs: number;
  /** Oldest first. */
  readonly prompts: readonly Remembered[];
  /** At most one for each survey. */
  readonly fired: readonly Fired[];
}

const visitPauseMs = 30 * minuteMs;
/** How long a trigger that could not be served is remembered, where nothing else is set. */
export const standardExpiryMs = 15 * minuteMs;
// More prompts than a year can hold with any sensible gap: older ones decide nothing.
const mostPrompts = 40;

const empty: History = {
  v: 1,
  visits: 0,
  views: 0,
  visitAt: 0,
  viewAt: 0,
  visibleMs: 0,
  prompts: [],
  fired: [],
};

/**
 * A history from stored JSON. What is broken in it is dropped, and an instant after `now` (the clock was set back)
 * becomes `now`, so that nobody waits longer than a setting says.
 */
export function parseHistory(json: unknown, now: number): History {
  try {
    // Every number of a history is a count, a stretch of time or an instant: none is above `now`.
    const raw = JSON.parse(json as string, (key, value: unknown) =>
      /At$|Ms$|vi.*s$/.test(key) ? Math.min(value as number, now) || 0 : value,
    ) as History;
    return {
      ...empty,
      ...raw,
      prompts: [raw.prompts].flat().filter((prompt) => typeof prompt?.id == 'string' && prompt.shownAt),
      fired: [raw.fired].flat().filter((one) => one?.firedAt),
    };
  } catch {
    return empty;
  }
}

/** A page view at `now`: a new visit after 30 minutes without one. */
export const recordView = (history: History, now: number): History => ({
  ...history,
  ...(now - history.viewAt >= visitPauseMs && { visits: history.visits + 1, visitAt: now, visibleMs: 0 }),
  views: history.views + 1,
  viewAt: now,
});

/** The page was visible for another `ms`. */
export const recordVisible = (history: History, ms: number): History => ({
  ...history,
  visibleMs: history.visibleMs + ms,
});

/** A trigger fired: it takes the place of one that its survey had not been asked for yet. */
export const recordFired = (history: History, fired: Fired): History => ({
  ...history,
  fired: [...recordServed(history, fired.survey).fired, fired],
});

/** What had fired for a survey has been served, or was not to be. */
export const recordServed = (history: History, survey: string): History => ({
  ...history,
  fired: history.fired.filter((one) => one.survey !== survey),
});

/** A prompt was claimed at `now`. */
export const recordShown = (history: History, id: string, survey: string, now: number): History => ({
  ...recordServed(history, survey),
  prompts: [...history.prompts, { id, survey, shownAt: now }].slice(-mostPrompts),
});

const recordPrompt = (history: History, id: string, now: number, facts: Partial<Remembered>): History => ({
  ...history,
  prompts: history.prompts.map((prompt) => (prompt.id === id ? { seenAt: now, ...prompt, ...facts } : prompt)),
});

/** The prompt had been visible for a second in a focused tab; the first time counts. */
export const recordSeen = (history: History, id: string, now: number): History => recordPrompt(history, id, now, {});

/** The prompt got an outcome; an outcome also proves that it was seen. */
export const recordOutcome = (history: History, id: string, outcome: Outcome, now: number): History => ({
  ...recordPrompt(history, id, now, { outcome, endedAt: now }),
  never: history.never || outcome === 'never',
});

/**
 * What two memories know together: every prompt, and of a visit (where nothing can be stored, each page is a first one)
 * its beginning. What the view knows of a prompt holds, for an instant in the future was rewritten there first.
 */
export function mergeHistory(view: History, other: History): History {
  const prompts = new Map<string, Remembered>();
  for (const prompt of [...other.prompts, ...view.prompts]) {
    // The instant of the claim, with which ids begin, tells prompts apart; a cookie holds no more of them.
    const key = prompt.id.slice(0, 13);
    prompts.set(key, { ...prompts.get(key), ...prompt });
  }
  return {
    ...view,
    visitorId: other.visitorId ?? view.visitorId,
    never: view.never || other.never,
    visitAt: view.visitAt - other.viewAt < visitPauseMs ? Math.min(view.visitAt, other.visitAt) : view.visitAt,
    viewAt: Math.max(view.viewAt, other.viewAt),
    prompts: [...prompts.values()].sort((a, b) => a.shownAt - b.shownAt),
  };
}

/** What a survey's prompts came to, as far as its waits depend on it; an instant that never was is -Infinity. */
export interface Standing {
  readonly answeredAt: number;
  readonly dismissedAt: number;
  /** Dismissals in a row; the third "later" or ignored prompt in a row counts as one. */
  readonly dismissals: number;
  /** When the latest prompt that was seen was put off with "ask me later", if it was. */
  readonly laterAt: number;
  /** When the latest prompt that was seen came into sight, if it was left untouched. */
  readonly openAt: number;
  /** When the latest prompt that nobody saw was claimed. It says nothing of those before it. */
  readonly unseenAt: number;
}

/** Folds a survey's prompts into its standing. An answer ends every row, a dismissal those of "later" and ignored. */
export function standingOf(history: History, survey: string): Standing {
  let answeredAt = -Infinity;
  let dismissedAt = answeredAt;
  let openAt = answeredAt;
  let laterAt = answeredAt;
  let unseenAt = answeredAt;
  let dismissals = 0;
  let laters = 0;
  let ignored = 0;
  const own = history.prompts.filter((prompt) => prompt.survey === survey);
  for (const { shownAt, seenAt, outcome, endedAt = seenAt } of own) {
    const isLater = outcome === 'later';
    if (!endedAt) unseenAt = shownAt;
    else {
      openAt = laterAt = -Infinity;
      // Scored or answered.
      if (/sc|an/.test(outcome as string)) {
        answeredAt = Math.max(answeredAt, endedAt);
        dismissals = laters = ignored = 0;
      } else if (outcome === 'dismissed' || (isLater ? ++laters > 2 : !outcome && ++ignored > 2)) {
        dismissedAt = Math.max(dismissedAt, endedAt);
        dismissals++;
        laters = ignored = 0;
      } else if (isLater) laterAt = endedAt;
      else if (!outcome) openAt = endedAt;
    }
  }
  return { answeredAt, dismissedAt, dismissals, laterAt, openAt, unseenAt };
}
