/** What the demo bar shows: Earshot's explanation as tables, the log of events, and the news that it is missing. */
import { make } from './make.js';

const columns = ['Rule', 'Passes', 'Value', 'Threshold', 'Passes at'];

let shownText = '';
let hint;

const isInstant = (value) => typeof value === 'number' && value > 1e11 && value < 1e13;

function formatInstant(at) {
  const seconds = Math.round((at - Date.now()) / 1000);
  if (seconds >= 0 && seconds < 120) return `in ${seconds} s`;
  return new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

function formatValue(value) {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isInstant(value)) return formatInstant(value);
  if (typeof value === 'number') return value.toLocaleString([], { maximumFractionDigits: 2 });
  return String(value);
}

function formatPassesAt(value) {
  const at = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value;
  return formatValue(at);
}

function makeRule({ id, passes, value, threshold, passesAt }) {
  return make(
    'tr',
    { className: passes ? 'passes' : 'waits' },
    make('th', { scope: 'row' }, String(id)),
    make('td', { className: 'verdict' }, passes ? '✓ yes' : '✕ not yet'),
    make('td', {}, formatValue(value)),
    make('td', {}, formatValue(threshold)),
    make('td', {}, formatPassesAt(passesAt)),
  );
}

function makeSurvey({ survey, due, rules = [] }) {
  const failing = rules.filter(({ passes }) => !passes).length;
  const why = failing === 1 ? 'one rule does not pass yet' : `${failing} rules do not pass yet`;
  const verdict = due ? 'due' : failing > 0 ? `not due: ${why}` : 'not due';
  const heads = columns.map((name) => make('th', { scope: 'col' }, name));
  const table = make(
    'table',
    {},
    make('caption', {}, make('strong', {}, String(survey).toUpperCase()), ` is ${verdict}`),
    make('thead', {}, make('tr', {}, ...heads)),
    make('tbody', {}, ...rules.map(makeRule)),
  );
  return make(
    'div',
    { className: 'demo-scroll', tabIndex: 0, role: 'group', 'aria-label': `Rules of ${survey}` },
    table,
  );
}

function describeOutbox(outbox) {
  const waiting = outbox?.waiting ?? 0;
  const refused = outbox?.refused?.length ?? 0;
  return `Outbox: ${waiting === 0 ? 'nothing' : waiting} waiting, ${refused === 0 ? 'nothing' : refused} refused.`;
}

function makeProblems(problems = []) {
  if (problems.length === 0) return make('p', {}, 'Problems: none.');
  const items = problems.map((problem) => make('li', {}, String(problem)));
  return make('div', {}, make('p', {}, 'Problems:'), make('ul', {}, ...items));
}

/** Shows an explanation; undefined (no answer yet) leaves the panel as it is. */
export function showExplanation(explanation) {
  if (!explanation) return;
  const place = document.querySelector('#demo-explain');
  const { surveys = [], outbox, problems, version } = explanation;
  const tables = surveys.length > 0 ? surveys.map(makeSurvey) : [make('p', {}, 'No survey is set up on this page.')];
  const status = make('p', {}, `${describeOutbox(outbox)} Earshot ${version ?? 'without a version'}.`);
  const fresh = make('div', {}, ...tables, status, makeProblems(problems));
  // Redrawing what has not changed would take a reader's selection and focus away.
  const text = fresh.textContent;
  if (text === shownText) return;
  const scrolled = place.contains(document.activeElement);
  place.replaceChildren(fresh);
  shownText = text;
  if (scrolled) place.querySelector('.demo-scroll')?.focus();
}

/** Says in the bar and in the panel that Earshot is not there. */
export function showMissing(collector) {
  const bar = document.querySelector('.demo-bar');
  const long = `Earshot did not load: ${collector} does not answer. The shop works without it.`;
  const place = bar.querySelector('.demo-hint');
  hint = [...place.childNodes];
  bar.classList.add('is-missing');
  place.replaceChildren(
    make('span', { className: 'wide-only' }, long),
    make('span', { className: 'narrow-only' }, 'Earshot did not load.'),
  );
  document.querySelector('#demo-explain').replaceChildren(make('p', {}, long));
}

/** Takes back that Earshot is missing: it came late. */
export function showPresent() {
  document.querySelector('.demo-bar').classList.remove('is-missing');
  document.querySelector('.demo-hint').replaceChildren(...hint);
}

/** Shows the log, newest first. */
export function showLog(log) {
  const place = document.querySelector('#demo-log');
  if (log.length === 0) {
    place.replaceChildren(make('p', {}, 'No prompt yet in this tab.'));
    return;
  }
  const items = log.map(({ at, name, survey, score, outcome, reason }) => {
    const details = [survey, score === undefined ? undefined : `score ${score}`, outcome, reason];
    return make(
      'li',
      {},
      make('time', { dateTime: new Date(at).toISOString() }, new Date(at).toLocaleTimeString()),
      make('code', {}, name),
      make('span', {}, details.filter(Boolean).join(', ')),
    );
  });
  place.replaceChildren(make('ol', { role: 'list' }, ...items));
}
