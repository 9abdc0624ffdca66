import { commonTables } from './config.ts';
import { putOffTables, withRare } from './rare-config.ts';
import type { Tables } from './settings.ts';

const { site, survey } = withRare(commonTables);

/** All settings that there are, whoever parses them: for what speaks of them to owners, and for tests. */
export const allTables: Tables = {
  site: { ...site, ...putOffTables.site },
  survey: { ...survey, ...putOffTables.survey },
};
