// The chunk for owners: sentences about problems, what `explain` says, and the panel. Fetched only when there is something to say.
import { localTime } from '../browser/local-time.ts';
import { goesUnchecked } from '../browser/check-part.ts';
import { describePart } from '../browser/describe-part.ts';
import { mountPanel } from '../browser/panel.ts';
import { allTables } from '../core/all-tables.ts';
import { checkSettings } from '../core/check-settings.ts';
import { debugNotes, debugTables, type DebugTable } from '../core/debug-table.ts';
import { describeProblem } from '../core/describe-problem.ts';
import { explain as explainAll, type Explanation } from '../core/explain.ts';
import { hintsFor } from '../core/hints.ts';
import type { DiagnosticsChunk } from '../core/ports.ts';
import { checkKeys } from '../core/rare-config.ts';

export { preview } from './preview.ts';

declare const BUILD: string;
declare const VERSION: string;

/** See `DiagnosticsChunk` in `core/ports.ts`. */
export const tell: DiagnosticsChunk['tell'] = (problem, told) => {
  const part = problem[0] === 'failed' ? describePart(problem[1]) : undefined;
  const text = describeProblem(part && problem[0] === 'failed' ? ['failed', part, problem[2]] : problem);
  if (!told.has(text)) console.warn(`[earshot] ${text}`);
  told.add(text);
};

/** See `DiagnosticsChunk` in `core/ports.ts`. */
export const checkNames: DiagnosticsChunk['checkNames'] = ({ given: [, tag, json] }, warn) =>
  checkKeys(allTables, tag, json, warn);

/**
 * See `core/explain.ts`. What would be reported only when a prompt is due is a problem already, and so is what is allowed
 * but measures badly.
 */
export const explain: DiagnosticsChunk['explain'] = (verdicts, outbox, problems) => {
  const found = new Set(problems);
  // All surveys were given together.
  const [first] = verdicts.surveys;
  if (first) {
    const [, tag, json] = first.settings.given;
    checkSettings(tag, json, document.baseURI, location.host, (...problem) => found.add(describeProblem(problem)));
  }
  const hints = verdicts.surveys.flatMap(({ settings }) => hintsFor(settings));
  // A bundle is not checked by us.
  if (import.meta.url.includes(`diagnostics-${BUILD}.js`) && goesUnchecked())
    hints.push(
      'Hint: on this page this browser cannot compare the parts of the widget with their hashes (WebKit cannot under Trusted Types and in XHTML), so each goes unchecked. With earshot.all.js there are none to check.',
    );
  return explainAll(VERSION, verdicts, outbox, [...found, ...hints]);
};

/** What has to change before it is worth printing again: the verdicts and which rules pass, but no clock. */
const gist = (tables: readonly DebugTable[]): string =>
  JSON.stringify(tables.map(({ survey, verdict, failing }) => [survey, verdict, Object.keys(failing)]));

function print(tables: readonly DebugTable[], explanation: Explanation): void {
  for (const { survey, verdict, failing, passing } of tables) {
    console.log(`[earshot] ${survey}: ${verdict}`);
    console.table({ ...failing, ...passing });
  }
  for (const [heading, lines] of debugNotes(explanation))
    for (const line of lines) console.log(`[earshot] ${heading}: ${line}`);
}

/** See `DiagnosticsChunk` in `core/ports.ts`. */
export const debug: DiagnosticsChunk['debug'] = (call, signal) => {
  let printed: string | undefined;
  const update = mountPanel(async () => {
    const explanation = (await call('explain')) as Explanation;
    const tables = debugTables(explanation, localTime);
    if (printed !== (printed = gist(tables)) && !signal.aborted) print(tables, explanation);
    return explanation;
  }, signal);
  // What other tabs and routes change; what the widget does itself it tells the page.
  for (const type of ['storage', 'popstate']) addEventListener(type, update, { signal });
  const { navigation } = window as { readonly navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', update, { signal });
  return update;
};
