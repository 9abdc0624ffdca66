import { nothing, type DebugRow, type DebugRows, type DebugTable } from '../core/debug-table.ts';
import { element } from './element.ts';

const columnsToShow: readonly (keyof DebugRow)[] = ['value', 'threshold', 'passes at'];

/** Text that may also break at these places; a copy of it has nothing more in it. */
const breakable = (text: string, places: RegExp): readonly (Node | string)[] =>
  text.split(places).flatMap((piece, index) => (index ? [element('wbr', {}), piece] : [piece]));

/** Text that breaks at its spaces only: a date does at its hyphens otherwise. */
const unbroken = (text: string): readonly (Node | string)[] =>
  text.split(' ').flatMap((piece) => [element('span', { class: 'unbroken' }, piece), ' ']);

const cell = (column: keyof DebugRow, row: DebugRow): HTMLElement =>
  element('td', {}, ...(column === 'passes at' ? unbroken(row[column]) : breakable(String(row[column]), /(?<=,)/)));

function rulesTable(rules: DebugRows, label: string): HTMLTableElement {
  // Room is scarce: no column for nothing.
  const columns = columnsToShow.filter((column) => Object.values(rules).some((row) => row[column] !== nothing));
  const head = ['rule', ...columns].map((column) => element('th', { scope: 'col' }, column));
  const rows = Object.entries(rules).map(([id, row]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, ...breakable(id, /(?=[A-Z])/)),
      ...columns.map((column) => cell(column, row)),
    ),
  );
  return element(
    'table',
    { 'aria-label': label },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
}

/** The part of one survey in the panel. */
export interface PanelSurvey {
  readonly node: HTMLElement;
  /** Leaves alone what has not changed, so that focus, selected text and open parts stay. */
  readonly show: (table: DebugTable) => void;
}

/** An empty part for the survey of this name. */
export function makePanelSurvey(survey: string): PanelSurvey {
  const verdict = element('p', { class: 'verdict' });
  const failing = element('div', {});
  const summary = element('summary', {});
  const passing = element('div', {});
  const details = element('details', {}, summary, passing);
  let shown = '';
  return {
    node: element('section', {}, element('h3', {}, survey), verdict, failing, details),
    show(table) {
      if (shown === (shown = JSON.stringify(table))) return;
      const count = Object.keys(table.passing).length;
      const failed = Object.keys(table.failing).length;
      verdict.textContent = table.verdict;
      verdict.classList.toggle('free', table.isFree);
      failing.replaceChildren(...(failed ? [rulesTable(table.failing, `Failing rules of ${survey}`)] : []));
      summary.textContent = count === 1 ? '1 rule passes' : `${count} rules pass`;
      details.hidden = !count;
      passing.replaceChildren(rulesTable(table.passing, `Passing rules of ${survey}`));
    },
  };
}
