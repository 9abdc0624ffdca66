/** Which verdicts have changed since this tab's page before, whoever visited it, and on whatever day. */
import { readTab, writeTab } from './demo-memory.js';

const verdictsKey = 'demo.verdicts';

const before = parse(readTab(verdictsKey));
let latest = before;

function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

const nameOf = (survey, rule) => `${survey} ${rule}`;

/** True where the rule was looked at on the page before, and said the opposite. */
export function hasChanged(survey, { id, passes }) {
  const verdict = before[nameOf(survey, id)];
  return verdict !== undefined && verdict !== passes;
}

/** Remembers what is shown now, for the page after this one; a survey that is not here now keeps what it had. */
export function rememberVerdicts(surveys) {
  const seen = surveys.flatMap(({ survey, rules = [] }) => rules.map(({ id, passes }) => [nameOf(survey, id), passes]));
  latest = { ...latest, ...Object.fromEntries(seen) };
  writeTab(verdictsKey, JSON.stringify(latest));
}
