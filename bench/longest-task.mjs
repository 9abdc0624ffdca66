// What the main thread of a page did, by Chromium's own trace: the Long Tasks API tells only of tasks over 50 ms.

/**
 * Runs `work`, which puts the marks `begin` and `end` into the page's timeline; resolves to the longest task of the
 * page's main thread between the tasks of these, in ms of processor time, so that other programs do not count.
 */
export async function longestTask(browser, page, work) {
  const categories = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];
  await browser.startTracing(page, { categories });
  await work();
  // The task that work ended in has to end, too, before it is in the trace.
  await page.evaluate(() => {});
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  const [begin, end] = ['begin', 'end'].map((name) =>
    traceEvents.find((event) => event.name === name && event.cat === 'blink.user_timing'),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts, dur }) =>
      name === 'RunTask' && pid === begin.pid && tid === begin.tid && ts > begin.ts && ts + dur < end.ts,
  );
  return Math.max(...tasks.map(({ tdur }) => tdur)) / 1e3;
}
