import type { h as createElement, JSX } from 'preact';
import type { Kind, Segment } from '../core/kinds.ts';
import type { Journey, Way } from '../core/journey.ts';
import type { OwnText } from '../core/own-text.ts';
import type { Warn } from '../core/problem.ts';
import type { PromptFacts, Said, Shape } from '../core/response.ts';
import type { Survey } from '../core/settings.ts';
import type en from '../locales/en.json';
import type { Texts } from './texts.ts';

/** The texts of a single question by name, see `locales/en.json`. */
export type Strings = Pick<
  typeof en,
  | 'arrival'
  | `${Kind}${'Points' | 'Question'}`
  | 'close'
  | `followUp${Capitalize<Segment>}`
  | 'kept'
  | 'later'
  | 'never'
  | 'optional'
  | 'refused'
  | 'required'
  | 'requiredNumber'
  | 'saved'
  | 'send'
  | 'sending'
  | 'sent'
  | 'surveyLabel'
  | 'test'
  | 'thanks'
>;

/** The language of a prompt. */
export interface Language {
  /** As on the prompt's element. */
  readonly tag: string;
  readonly strings: Strings;
  /** An owner's text in this language, else in another. */
  readonly choose: (text: OwnText | undefined) => string | undefined;
  /** A number in the digits of the language. */
  readonly digits: (value: number) => string;
}

/** The chunk for prompts that are not simply in English. */
export interface LanguageChunk {
  /**
   * The language of a survey's prompt, `fixed` where it is known already: as set, or with `auto` that of the page, else
   * the visitor's. Its file is fetched from beside `base`; English stands in for what cannot be had.
   */
  readonly read: (survey: Survey, english: Strings, base: string, fixed?: string) => Promise<Language>;
}

/** How a prompt looks and where it stands, if not as usual. */
export interface Looks {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly shape: Shape;
  /** The highest point, if not the usual one. */
  readonly max: number | undefined;
  /** A dialog holds the visitor until he has answered or closed it. */
  readonly role: 'dialog' | undefined;
  /** Whether it stays as it is until the visitor closes it: as a part of the page, or over all of it. */
  readonly isFixed: boolean;
  /** Whether its place is too narrow for eleven points in a row; undefined where that depends on the window only. */
  readonly isNarrow: boolean | undefined;
  /** Laid over the usual styles. */
  readonly css: (isDark: boolean) => string;
  /** Puts the element of a prompt where it belongs; what it needs there ends with the signal. */
  readonly place: (host: HTMLElement, root: ShadowRoot, isOpened: boolean, signal: AbortSignal) => void;
  /** What a point shows in place of its number, on a scale from 1 to `max`; another one may be `chosen`. */
  readonly picture: ((score: number, max: number, chosen: number | undefined) => JSX.Element) | undefined;
}

/** The chunk for looks that the owner changed. */
export interface LooksChunk {
  /** Undefined where the page has no place for the prompt. `h` makes an element. */
  readonly open: (survey: Survey, h: typeof createElement, warn: Warn) => Looks | undefined;
}

/** What a prompt asks and offers beyond one question. */
export interface After {
  /** What the visitor has given, as it is sent. */
  readonly said: (journey: Journey) => Said;
  readonly move: <J extends Journey>(journey: J, way: Way) => J & Journey;
  /** What announces the prompt, if not the usual words. */
  readonly arrival: string | undefined;
  readonly fit: Fit;
  /** The words of the button that leads on from the score, if not the usual ones. */
  readonly sendLabel: (journey: Journey) => string | undefined;
  /** Above the follow-up. */
  readonly reasons: (journey: Journey, on: Going) => Drawn;
  /** Below it. */
  readonly contact: (journey: Journey, on: Going) => Drawn;
  /** In the place of the score; undefined where the score stands. */
  readonly step: (journey: Journey, on: Going) => Drawn;
  /** Below the closing words. */
  readonly link: (journey: Journey) => Drawn;
  /** Laid over the usual styles. */
  readonly css: string;
  /** Always in the same place. */
  readonly privacy: Drawn;
}

type Drawn = JSX.Element | undefined;

/** What stands in a field now, cut to what there is room for in place of what stood there before. */
export type Fit = (journey: Journey, before: string, field: { value: string }) => string;

/** What the visitor can do there. */
export interface Going {
  readonly give: (change: Said) => void;
  readonly go: (way: Way) => void;
}

/** What that takes. */
export interface StepsOptions {
  readonly survey: Survey;
  readonly facts: Pick<PromptFacts, 'kind' | 'max' | 'traits'>;
  /** It came by itself, and is no part of the page. */
  readonly isPopUp: boolean;
  readonly texts: Texts;
  /** Makes an element. */
  readonly h: typeof createElement;
  readonly warn: Warn;
}

/** The chunk for what a prompt asks and offers beyond one question. */
export interface StepsChunk {
  readonly open: (options: StepsOptions) => Promise<After>;
}

// The loader fetches these parts, and knows no more of them than their names.
declare module '../core/ports.ts' {
  interface PromptParts {
    readonly language: LanguageChunk;
    readonly looks: LooksChunk;
    readonly steps: StepsChunk;
  }
}
