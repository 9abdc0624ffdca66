/** The last Earshot events of this tab, kept across its page loads; they belong to the visitor who saw them. */

const logKey = 'fathom-fell.log';
const length = 8;

/** The log, newest first: each `{ at, name, survey, score, outcome, reason }` as far as known. */
export function readLog() {
  try {
    const log = JSON.parse(sessionStorage.getItem(logKey) ?? '[]');
    return Array.isArray(log) ? log : [];
  } catch {
    return [];
  }
}

/** Replaces the log by its first few entries. */
export function writeLog(log) {
  try {
    sessionStorage.setItem(logKey, JSON.stringify(log.slice(0, length)));
  } catch {
    // With storage blocked there is no log; the table beside it still says what is so.
  }
}

/** Puts one event at the top of the log. */
export function recordEvent({ type, detail }) {
  const { survey, score, outcome, reason } = detail ?? {};
  writeLog([{ at: Date.now(), name: type, survey, score, outcome, reason }, ...readLog()]);
}
