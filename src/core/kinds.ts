/** The three kinds of survey: would you recommend us, are you satisfied, was it easy. */
export type Kind = 'nps' | 'csat' | 'ces';

export const kinds: readonly Kind[] = ['nps', 'csat', 'ces'];

/** A score's side of its scale; NPS displays these three as detractor, passive and promoter. */
export type Segment = 'negative' | 'neutral' | 'positive';

export const segments: readonly Segment[] = ['negative', 'neutral', 'positive'];

/** The lowest and the highest point of a scale, both inclusive; every integer between them is a point. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** Lowest point, highest point, highest negative score, lowest positive score. */
type Points = readonly [min: number, max: number, negativeTo: number, positiveFrom: number];

// NPS: Reichheld 2003. CES 7: agreement from 5 on (CEB 2013). CSAT: the outer two points of five and seven.
const table: Readonly<Record<Kind, readonly [Points, ...Points[]]>> = {
  nps: [[0, 10, 6, 9]],
  csat: [
    [1, 5, 2, 4],
    [1, 3, 1, 3],
    [1, 7, 3, 6],
  ],
  ces: [
    [1, 7, 3, 5],
    [1, 5, 2, 4],
  ],
};

/** All scales on which a kind may be asked, the standard one first: NPS 0–10, CSAT 1–5, CES 1–7. */
export const scalesOf = (kind: Kind): readonly Scale[] => table[kind].map(([min, max]) => ({ min, max }));

/** The scale that a kind has when nothing else is configured. */
export const standardScale = (kind: Kind): Scale => {
  const [[min, max]] = table[kind];
  return { min, max };
};

/**
 * The segment of a score on the scale that ends at `max`.
 * NPS 0–6 / 7–8 / 9–10; CSAT-3 1/2/3; CSAT-5 1–2/3/4–5; CSAT-7 1–3/4–5/6–7; CES-5 1–2/3/4–5; CES-7 1–3/4/5–7.
 */
export function segmentOf(kind: Kind, max: number, score: number): Segment {
  const scales = table[kind];
  const [, , negativeTo, positiveFrom] = scales.find((points) => points[1] === max) ?? scales[0];
  return score > negativeTo ? (score < positiveFrom ? 'neutral' : 'positive') : 'negative';
}

/** A segment as the end of a setting's name. */
export const capitalOf = (segment: Segment): Capitalize<Segment> =>
  segment.replace(/^./, (letter) => letter.toUpperCase()) as Capitalize<Segment>;
