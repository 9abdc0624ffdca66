type Dimension = 'kind' | 'scale' | 'shape' | 'position' | 'theme' | 'accent' | 'state' | 'words' | 'lang';

/** One value for each dimension. */
export type CardValues = Readonly<Record<Dimension, string>>;

/** Every language of the widget. */
export declare const languages: readonly string[];

/** What a prompt can come to, in the order of a visitor's way; the last six are steps after the score. */
export declare const states: readonly string[];

/** Brand colours by the names that they have in an address; `usual` is the widget's own. */
export declare const accents: Readonly<Record<string, string>>;

/** The values of each dimension; the first holds where none is named. */
export declare const dimensions: Readonly<Record<Dimension, readonly string[]>>;

/** Why there is no such card, in a sentence; undefined where there is one. */
export declare function whyNot(card: CardValues): string | undefined;

/** How many points a card has, as text. */
export declare function pointsOf(card: Pick<CardValues, 'kind' | 'scale'>): string;

/**
 * Reads the query of an address into one value for each dimension, with further ones where `more` names their values.
 * What is on no list is a problem, in a sentence that names what is allowed.
 */
export declare function readQuery(
  query: string,
  more?: Readonly<Record<string, readonly string[]>>,
): { readonly values: CardValues & Readonly<Record<string, string>>; readonly problems: readonly string[] };

/** The query of a card's address; what is as usual goes without saying. */
export declare function queryOf(card: Partial<CardValues>): string;

/** The address of a card's stage, from values of which any may be left out. */
export declare function stagePath(card: Partial<CardValues>): string;

/**
 * All cards that these values stand for: those of a dimension may be a list. What there is no card of is left out, and
 * so is a scale that is the usual one, where that is among them.
 */
export declare function cardsOf(
  values: Readonly<Partial<Record<Dimension, string | readonly string[]>>>,
): readonly CardValues[];
