// What the main thread of a page did, by Chromium's own trace: the Long Tasks API tells only of tasks over 50 ms.

const categories = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** Runs `work` and resolves to what Chromium traced of the page meanwhile. */
export async function traceOf(browser, page, work) {
  await browser.startTracing(page, { categories });
  await work();
  // The task that work ended in has to end, too, before it is in the trace.
  await page.evaluate(() => {});
  return JSON.parse(String(await browser.stopTracing())).traceEvents;
}

/**
 * The tasks of the page's main thread between two marks in its timeline, in ms of processor time, so that other programs
 * do not count. The tasks that the marks were set in are among them where `isWhole` says so.
 */
export function tasksBetween(trace, from, to, isWhole = false) {
  const [begin, end] = [from, to].map((name) =>
    trace.find((event) => event.name === name && event.cat === 'blink.user_timing'),
  );
  return trace
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === begin.pid && tid === begin.tid)
    .filter(({ ts, dur }) => (isWhole ? ts + dur > begin.ts && ts < end.ts : ts > begin.ts && ts + dur < end.ts))
    .map(({ tdur }) => tdur / 1e3);
}
