/** What Earshot says: of each survey what still holds it back, then what has changed, and folded away what passes. */
import { hasChanged, rememberVerdicts } from './demo-verdicts.js';
import { make } from './make.js';

const columns = ['Rule', 'Passes', 'Value', 'Threshold', 'Passes at'];

const place = document.querySelector('#demo-explain');
const unfolded = new Set();
let shownText = '';

function formatInstant(at) {
  const seconds = Math.round((at - Date.now()) / 1000);
  if (seconds >= 0 && seconds < 120) return `in ${seconds} s`;
  return new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

function formatValue(value) {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString([], { maximumFractionDigits: 2 });
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return formatInstant(Date.parse(value));
  return String(value);
}

function makeRule(survey, rule) {
  const { id, passes, value, threshold, passesAt } = rule;
  const isChanged = hasChanged(survey, rule);
  const verdict = make('td', { className: 'verdict' }, passes ? '✓ yes' : '✕ not yet');
  if (isChanged) verdict.append(' ', make('em', {}, 'changed'));
  const values = [value, threshold, passesAt].map((one) => make('td', {}, formatValue(one)));
  const className = `${passes ? 'passes' : 'waits'}${isChanged ? ' is-changed' : ''}`;
  return make('tr', { className }, make('th', { scope: 'row' }, String(id)), verdict, ...values);
}

function makeTable(survey, label, rules) {
  const heads = columns.map((name) => make('th', { scope: 'col' }, name));
  return make(
    'table',
    { 'aria-label': label },
    make('colgroup', {}, ...columns.map(() => make('col'))),
    make('thead', {}, make('tr', {}, ...heads)),
    make('tbody', {}, ...rules.map((rule) => makeRule(survey, rule))),
  );
}

function makeFolded(survey, rules, isAll) {
  const all = rules.length === 1 ? 'One rule passes' : `All ${rules.length} rules pass`;
  const others = rules.length === 1 ? 'One other rule passes' : `${rules.length} other rules pass`;
  const details = make(
    'details',
    { open: unfolded.has(survey) },
    make('summary', { id: `demo-fold-${survey}` }, isAll ? all : others),
    makeTable(survey, `Rules of ${survey} that pass`, rules),
  );
  details.addEventListener('toggle', () => (details.open ? unfolded.add(survey) : unfolded.delete(survey)));
  return details;
}

function describeVerdict(due, waiting) {
  const rules = waiting === 1 ? 'one rule does not pass yet' : `${waiting} rules do not pass yet`;
  if (due) return waiting === 0 ? 'is due.' : `is due, but ${rules}.`;
  return waiting === 0 ? 'is not due: its trigger has not fired.' : `is not due, and ${rules}.`;
}

function makeSurvey({ survey, due, rules = [] }) {
  const waiting = rules.filter(({ passes }) => !passes);
  const changed = rules.filter((rule) => rule.passes && hasChanged(survey, rule));
  const passing = rules.filter((rule) => rule.passes && !hasChanged(survey, rule));
  const verdict = [make('strong', {}, survey.toUpperCase()), ` ${describeVerdict(due, waiting.length)}`];
  const shown = [...waiting, ...changed];
  return make(
    'div',
    { className: 'demo-survey' },
    make('p', {}, ...verdict),
    ...(shown.length > 0 ? [makeTable(survey, `Rules of ${survey} to look at`, shown)] : []),
    ...(passing.length > 0 ? [makeFolded(survey, passing, shown.length === 0)] : []),
  );
}

function makeStatus({ version, visitor, outbox }) {
  const waiting = outbox?.waiting || 'nothing';
  const refused = outbox?.refused?.length || 'nothing';
  const status = make('p', {}, `Outbox: ${waiting} waiting, ${refused} refused. `);
  if (visitor) status.append('Visitor ', make('code', {}, String(visitor)), '. ');
  status.append(`Earshot ${version ?? 'without a version'}.`);
  return status;
}

function makeProblems(problems = []) {
  if (problems.length === 0) return make('p', {}, 'Problems: none.');
  const items = problems.map((problem) => make('li', {}, String(problem)));
  return make('div', {}, make('p', {}, 'Problems:'), make('ul', {}, ...items));
}

/** Shows an explanation; undefined (no answer yet) leaves the panel as it is. */
export function showExplanation(explanation) {
  if (!explanation) return;
  const { surveys = [], problems } = explanation;
  const tables = surveys.length > 0 ? surveys.map(makeSurvey) : [make('p', {}, 'No survey is set up on this page.')];
  const fresh = make('div', {}, ...tables, makeStatus(explanation), makeProblems(problems));
  rememberVerdicts(surveys);
  // Redrawing what has not changed would take a reader's selection and focus away.
  const text = fresh.textContent;
  if (text === shownText) return;
  const focused = place.contains(document.activeElement) ? document.activeElement.id : '';
  place.replaceChildren(fresh);
  shownText = text;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}
