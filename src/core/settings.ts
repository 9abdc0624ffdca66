import { dayMs } from './duration.ts';
import { kinds, type Kind } from './kinds.ts';
import type { AfterSurvey } from './after-settings.ts';
import type { LanguageSite } from './language-settings.ts';
import type { LooksSite, LooksSurvey } from './looks-settings.ts';
import type { OwnText } from './own-text.ts';
import type { PromptSurvey } from './prompt-settings.ts';
import type { RareSite, RareSurvey } from './rare-settings.ts';
import type { Traits } from './response.ts';
import {
  choice,
  count,
  duration,
  durationOrNever,
  httpUrl,
  slug,
  triggers,
  type Trigger,
  type ValueType,
} from './values.ts';

/** What the defaults may depend on: the page, and the survey as far as it is known (its rows are read in order). */
export interface Known {
  /** The page's host name, with its port. */
  readonly host: string;
  readonly survey?: string;
  readonly kind?: Kind;
  readonly trigger?: readonly Trigger[];
}

/** One setting: which values it takes and what holds without it. */
export type Setting<T> = readonly [type: ValueType<NonNullable<T>>, fallback: (known: Known) => T];

export const setting = <T>(type: ValueType<NonNullable<T>>, fallback: (known: Known) => T): Setting<T> => [
  type,
  fallback,
];
export const optional = <T>(type: ValueType<NonNullable<T>>): Setting<T | undefined> => [type, () => undefined];
/** One of several words, the first of which holds without a setting. */
// @__NO_SIDE_EFFECTS__
export const oneOf = <T extends string>(...words: readonly [T, ...T[]]): Setting<T> => [choice(words), () => words[0]];

const byKind =
  (nps: number, touchpoint: number) =>
  ({ kind }: Known): number =>
    dayMs * (kind === 'nps' ? nps : touchpoint);

/** 0 when the survey only answers to something that the visitor did: that moment is the reason to ask. */
export const unlessMoment =
  (least: number) =>
  ({ trigger }: Known): number =>
    trigger?.every((one) => /^(event|click|manual)/.test(one)) ? 0 : least;

const kind = choice(kinds);

/**
 * Settings of the site as a whole that every page can read at once; the others are in `rare-settings.ts`, and in
 * `prompt-settings.ts` those that nobody reads before a prompt is due. The attribute is `data-` and the key in kebab-case.
 */
export const siteSettings = {
  endpoint: optional<string>(httpUrl),
  site: setting(slug, ({ host }) => host || 'local'),
  report: oneOf('responses', 'outcomes'),
  gap: setting(duration, () => 45 * dayMs),
  consent: oneOf('given', 'required'),
  mode: oneOf('live', 'test', 'off'),
} as const;

/** Settings of one survey, likewise. The order matters: a default may look at the rows above it. */
export const surveySettings = {
  survey: optional<string>(slug),
  kind: setting<Kind | undefined>(kind, ({ survey }) => kind(survey)),
  trigger: setting<readonly Trigger[]>(triggers, () => ['load']),
  minPages: setting(count, unlessMoment(2)),
  minTime: setting(duration, unlessMoment(15e3)),
  afterAnswer: setting(durationOrNever, byKind(90, 45)),
  afterDismiss: setting(durationOrNever, byKind(60, 30)),
  afterLater: setting(duration, () => 7 * dayMs),
  afterIgnore: setting(duration, byKind(14, 7)),
} as const;

/** What a table's settings come to: durations in ms, `never` as Infinity, instants as epoch ms, shares in percent. */
export type Values<Table> = { readonly [K in keyof Table]: Table[K] extends Setting<infer T> ? T : never };

/** The site's settings, parsed; rare ones are undefined where they were not asked for. */
export type Site = Values<typeof siteSettings> & Partial<RareSite>;

/** One setting of a table, whatever its type. */
export type Table = Readonly<Record<string, Setting<unknown>>>;

/** The settings of the site, and those of one survey. */
export interface Tables {
  readonly site: Table;
  readonly survey: Table;
}

/** Settings as an owner wrote them. */
type Given = Readonly<Record<string, unknown>>;

/** A survey's settings, likewise. */
export type Survey = Values<typeof surveySettings> &
  Partial<RareSurvey> & {
    readonly survey: string;
    readonly kind: Kind;
    /** Parses settings that were put off; what is wrong with them is reported then. */
    readonly parseMore: <T extends Table>(table: T, sources: readonly Given[]) => Values<T>;
    /** The settings as they were given: the survey's own, those of the tag, and those of the site in JSON. */
    readonly given: readonly [own: Given, tag: Given, json: Given];
  };

type SiteKey = keyof typeof siteSettings | keyof RareSite | keyof LanguageSite | keyof LooksSite;
type SurveyKey =
  | keyof typeof surveySettings
  | keyof RareSurvey
  | keyof PromptSurvey
  | keyof LooksSurvey
  | keyof AfterSurvey;

export type SettingKey = SiteKey | SurveyKey;

/** What an owner may write in JSON or JavaScript: the same keys, values as text (or as parsed from JSON). */
export type SurveyInput = {
  readonly [K in Exclude<SurveyKey, 'steps'>]?:
    | string
    | number
    | OwnText
    | readonly (string | Readonly<Record<string, OwnText>>)[];
} & { readonly steps?: readonly unknown[] };
export type SettingsInput = {
  readonly [K in Exclude<SiteKey, 'config' | 'traits' | 'debug' | 'strings'>]?: string;
} & {
  readonly traits?: Traits;
  readonly debug?: true;
  readonly strings?: Readonly<Record<string, OwnText>>;
} & SurveyInput & {
    readonly surveys?: readonly SurveyInput[];
  };
