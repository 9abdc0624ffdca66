import { dayMs } from './duration.ts';
import { standingOf, type Fired, type History, type Standing } from './history.ts';
import type { Place } from './page-pattern.ts';
import type { Device } from './response.ts';
import type { Site, Survey } from './settings.ts';

/** Whether anything may be stored and shown: granted, not yet asked, refused, or erased during this visit. */
export type Consent = 'given' | 'awaited' | 'refused' | 'erased';

/** What the page and the device say. */
export interface Surroundings extends Place {
  readonly device: Device;
}

/** What a verdict rests on. */
export interface Facts {
  /** Epoch ms. */
  readonly now: number;
  readonly site: Site;
  readonly survey: Survey;
  readonly history: History;
  readonly granted: Consent;
  /** Undefined where no rule asks for them. */
  readonly surroundings?: Surroundings | undefined;
  /** What made the survey due, if anything did. */
  readonly fired?: Pick<Fired, 'firedAt' | 'draw'> | undefined;
}

/** All of it side by side, as a rule takes it. */
export type Known = Pick<Facts, 'now' | 'granted'> &
  Omit<Site, 'visitor'> &
  Survey &
  Omit<History, 'fired'> &
  Standing &
  Partial<Surroundings> &
  Partial<Pick<Fired, 'firedAt' | 'draw'>>;

/** What a rule found: how things are, what it asks for, and from when on it will pass by itself. */
export interface Finding {
  readonly passes: boolean;
  readonly value: string | number;
  readonly threshold: string | number;
  /** Epoch ms; Infinity when it depends on something else than time. */
  readonly passesAt: number;
  /**
   * What value and threshold are, where they are no plain numbers or words: stretches of time in ms, or epoch ms. What
   * passes at an instant, or never, is a wait in ms without saying so.
   */
  readonly unit?: 'ms' | 'at';
}

/** One reason to show a survey or not. */
export type Rule = (known: Known) => Finding;

/** Rules by id, in the order in which `explain` prints them. */
export type Rules = Readonly<Record<string, Rule>>;

export interface Verdict {
  /** True when every rule passes. */
  readonly passes: boolean;
  readonly rules: readonly (Finding & { readonly id: string })[];
  /** From when on (epoch ms) the rules that do not pass now may all pass; Infinity when no instant is known. */
  readonly passesAt: number;
}

export const find = (
  passes: boolean,
  value: string | number,
  threshold: string | number,
  passesAt = Infinity,
): Finding => ({ passes, value, threshold, passesAt });

/** `threshold` ms have to go by from `at` on. */
export const wait = (now: number, at: number, threshold: number): Finding =>
  find(now - at >= threshold, now - at, threshold, at + threshold);

/** What holds for a prompt that the visitor opened, too. */
const always: Rules = {
  consent: ({ granted }) => find(granted === 'given', granted, 'given'),
  mode: ({ mode }) => find(mode !== 'off', mode, 'live'),
};

/** The rules that hold on every page; those of rare settings are in `rare-rules.ts`. A new rule is one more entry. */
export const rules: Rules = {
  ...always,
  never: ({ never }) => find(!never, +!!never, 0),
  minPages: ({ views, minPages }) => find(views >= minPages, views, minPages),
  minTime: ({ now, visibleMs, minTime }) => wait(now, now - visibleMs, minTime),
  visit({ prompts, visitAt }) {
    const shown = prompts.filter(({ shownAt }) => shownAt >= visitAt).length;
    return find(!shown, shown, 0);
  },
  gap: ({ now, prompts, gap, survey }) =>
    wait(
      now,
      Math.max(
        ...prompts
          .filter((prompt) => prompt.survey !== survey)
          // What nobody saw counts as if it had been seen when only a day of the gap would be left.
          .map(({ shownAt, seenAt }) => seenAt || shownAt + Math.min(gap, dayMs) - gap),
      ),
      gap,
    ),
  afterAnswer: ({ now, answeredAt, afterAnswer }) => wait(now, answeredAt, afterAnswer),
  afterDismiss: ({ now, dismissedAt, dismissals, afterDismiss }) =>
    wait(now, dismissedAt, Math.max(afterDismiss, Math.min(afterDismiss * 2 ** (dismissals - 1), 365 * dayMs))),
  afterLater: ({ now, laterAt, afterLater }) => wait(now, laterAt, afterLater),
  afterIgnore: ({ now, openAt, afterIgnore }) => wait(now, openAt, afterIgnore),
  // A claim that nobody ever saw (a crash, a tab closed at once) keeps quiet for a day, no longer; for the gap, too.
  unseen: ({ now, unseenAt }) => wait(now, unseenAt, dayMs),
};

/**
 * Whether a survey may prompt now: by itself, or (`isOpened`) since the visitor asked for it. Automatic, delayed, opened
 * and claimed prompts all ask here; `explain` prints the same list. `more` are the rules of the rare settings, where an
 * owner uses any.
 */
export function decide(
  { now, granted, site, survey, history, surroundings, fired }: Facts,
  more: Rules = {},
  isOpened = false,
): Verdict {
  const standing = standingOf(history, survey.survey);
  const known: Known = { ...site, ...survey, ...history, ...standing, ...surroundings, ...fired, granted, now };
  const found = Object.entries(isOpened ? always : { ...rules, ...more }).map(([id, rule]) => ({ id, ...rule(known) }));
  const failed = found.filter(({ passes }) => !passes);
  return { passes: !failed.length, rules: found, passesAt: Math.max(...failed.map(({ passesAt }) => passesAt)) };
}
