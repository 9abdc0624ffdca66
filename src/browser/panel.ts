import { debugNotes, debugTables, type DebugNote } from '../core/debug-table.ts';
import type { Explanation } from '../core/explain.ts';
import type { EventName } from '../core/ports.ts';
import { element } from './element.ts';
import { localTime } from './local-time.ts';
import { makePanelSurvey, type PanelSurvey } from './panel-survey.ts';
import css from './panel.css?inline';

const events: readonly EventName[] = ['due', 'shown', 'scored', 'closed', 'sent', 'kept', 'refused'];

/** An element of our own below `<html>`, as the prompt's: it survives a replaced body. */
function makeHost(...children: readonly Node[]): HTMLElement {
  const host = document.createElement('earshot-debug');
  host.lang = 'en';
  host.dir = 'ltr';
  host.popover = 'manual';
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  root.append(...children);
  return host;
}

/** Runs `work` as often as needed for its last run to begin after the last call, and never two at a time. */
function oneAtATime(work: () => Promise<void>): () => void {
  let isAsked = false;
  let isRunning = false;
  return async () => {
    isAsked = true;
    if (isRunning) return;
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await work();
    }
    isRunning = false;
  };
}

/** Headings with their lines; a list only where there are several. */
function noteNodes(notes: readonly DebugNote[]): readonly HTMLElement[] {
  return notes.flatMap(([heading, lines]) => [
    element('h3', {}, heading),
    lines.length === 1
      ? element('p', {}, ...lines)
      : element('ul', {}, ...lines.map((line) => element('li', {}, line))),
  ]);
}

/** What stands below the bar, and how it is brought up to date. */
function makeContent(): { readonly node: HTMLElement; readonly show: (explanation: Explanation) => void } {
  const list = element('div', {});
  const notes = element('section', { class: 'notes' });
  const surveys = new Map<string, PanelSurvey>();
  let shown = '';
  return {
    node: element('div', { id: 'content', role: 'group', 'aria-label': 'Verdicts', tabindex: '0' }, list, notes),
    show(explanation) {
      for (const table of debugTables(explanation, localTime)) {
        let one = surveys.get(table.survey);
        if (!one) {
          surveys.set(table.survey, (one = makePanelSurvey(table.survey)));
          list.append(one.node);
        }
        one.show(table);
      }
      const rest = debugNotes(explanation);
      if (shown !== (shown = JSON.stringify(rest))) notes.replaceChildren(...noteNodes(rest));
    },
  };
}

/**
 * Shows the owner what `read` tells, in a panel that goes when `signal` aborts. It reads at once, after events that
 * change verdicts, and when the returned function is called; it keeps doing so when its owner has closed it, for the
 * sake of whoever listens in `read`. Never polls, throws or takes the focus.
 */
export function mountPanel(read: () => Promise<Explanation>, signal: AbortSignal): () => void {
  const title = element('span', {}, 'Earshot');
  const asOf = element('small', {});
  const fold = element('button', { class: 'fold', 'aria-expanded': 'true', 'aria-controls': 'content' }, title, asOf);
  const refresh = element('button', {}, 'Refresh');
  const close = element('button', {}, 'Close');
  const content = makeContent();
  const bar = element('div', { class: 'bar' }, element('h2', {}, fold), refresh, close);
  const host = makeHost(element('section', { class: 'panel', 'aria-label': 'Earshot debug' }, bar, content.node));

  const update = oneAtATime(async () => {
    if (signal.aborted) return;
    try {
      const explanation = await read();
      title.textContent = `Earshot ${explanation.version}`;
      content.show(explanation);
      asOf.textContent = `as of ${new Date().toLocaleTimeString('sv')}`;
    } catch {
      asOf.textContent = 'could not be read';
    }
  });

  fold.addEventListener('click', () => {
    content.node.hidden = !content.node.hidden;
    fold.setAttribute('aria-expanded', String(!content.node.hidden));
  });
  refresh.addEventListener('click', update);
  close.addEventListener('click', () => host.remove());
  for (const name of events) document.addEventListener(`earshot:${name}`, update, { signal });
  document.addEventListener('visibilitychange', update, { signal });
  signal.addEventListener('abort', () => host.remove());
  if (!signal.aborted) {
    document.documentElement.append(host);
    host.showPopover();
    update();
  }
  return update;
}
