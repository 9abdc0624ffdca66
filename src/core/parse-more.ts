import type { Survey, Tables, Values } from './settings.ts';

/** Parses settings of a survey and of its site that were put off until a prompt is due. */
export const parseMore = <T extends Tables>(
  { given: [own, tag, json], parseMore: parse }: Survey,
  { site, survey }: T,
): Values<T['site']> & Values<T['survey']> =>
  ({ ...parse(site, [tag, json]), ...parse(survey, [own, tag]) }) as Values<T['site']> & Values<T['survey']>;
