// The chunk for looks that the owner changed: where the prompt stands, its colour, and what its points look like.
import { scalesOf } from '../core/kinds.ts';
import { looksSiteSettings, looksSurveySettings } from '../core/looks-settings.ts';
import { parseMore } from '../core/parse-more.ts';
import type { LooksChunk } from './parts.ts';

/** See `LooksChunk` in `parts.ts`. */
export const open: LooksChunk['open'] = (survey, _, warn) => {
  const { theme, shape, position, scale } = parseMore(survey, { site: looksSiteSettings, survey: looksSurveySettings });
  const isScale = scalesOf(survey.kind).some(({ max }) => max === scale);
  if (scale && !isScale) warn('scale', survey.kind, scale);
  return {
    theme,
    shape,
    max: isScale ? scale : undefined,
    dialog: position === 'center' ? { role: 'dialog', 'aria-modal': 'true' } : undefined,
    css: () => '',
    place: (host) => host.showPopover(),
    picture: undefined,
  };
};
