import { scalesOf, type Kind } from './kinds.ts';
import type { Warn } from './problem.ts';
import type { Shape } from './response.ts';
import { oneOf, optional, setting, type Values } from './settings.ts';
import { matching, numberLike, text } from './values.ts';

const length = '-?(\\d+|\\d*\\.\\d+)(px|r?em|v[wh]|%)|0';

/** Settings of the site that change how a prompt looks and where it stands. */
export const looksSiteSettings = {
  theme: oneOf('auto', 'light', 'dark'),
  accent: optional<string>(text),
  position: oneOf('bottom-right', 'bottom-left', 'top-right', 'top-left', 'center', 'bottom-bar', 'top-bar', 'inline'),
  offset: setting<string>(matching(new RegExp(`^(${length}) (${length})$`)), () => '16px 16px'),
  target: optional<string>(text),
} as const;

/** Settings of one survey, likewise. */
export const looksSurveySettings = {
  scale: optional<number>(numberLike(/^[357]$/)),
  shape: oneOf<Shape>('numbers', 'stars', 'smileys'),
} as const;

/** The end of the scale that is asked for, if the kind has such a scale; else it is warned of. */
export function checkScale(kind: Kind, scale: number | undefined, warn: Warn): number | undefined {
  if (!scale || scalesOf(kind).some(({ max }) => max === scale)) return scale;
  warn('scale', kind, scale);
  return undefined;
}

export type LooksSite = Values<typeof looksSiteSettings>;
export type LooksSurvey = Values<typeof looksSurveySettings>;
export type Position = LooksSite['position'];
