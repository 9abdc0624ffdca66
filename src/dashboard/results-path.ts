import type { Days } from './period.ts';
import type { View } from './view.ts';

/** Where the results of a view are read, in the days that are named, with `more` parameters. */
export const resultsPath = (
  { of, filters }: Pick<View, 'of' | 'filters'>,
  days: Days,
  more: Readonly<Record<string, string>> = {},
): string =>
  `/v1/results?${new URLSearchParams({ ...days, ...(of && { site: of.site, survey: of.survey }), ...filters, ...more })}`;
