// npm run bench:prompt: how long a visitor waits for the widget, beside a lazy pop-up that one would write by hand in
// Preact (`bench/pop-up`). Both in the same browser, in turns, each time in a context of its own, which has nothing in its
// cache and no history; on a processor as it is, and on one that is six times as slow.
//
// - Trigger to painted prompt: the page's script says that an order was placed, without a gesture of the visitor. So the
//   widget, whose trigger is that event, need not wait until the visitor has come to rest, which it does for a second
//   after a click and which is no matter of speed. All else that it does is in the time: rules, history, the moment, the
//   claim. The pop-up does none of that. Neither has fetched its prompt before the trigger: the widget fetches it once
//   the rules let it, and the pop-up at once. The time ends with the first frame that holds the prompt; both begin to
//   fade in there, over the same 200 ms.
// - Score to next paint: from a click on a 9, as the browser stamped it, to the end of the next frame, which shows the
//   comment and Send. The widget also puts the response on disk meanwhile.
//
// Both are waiting times with the frames of the screen in them, so that small differences do not show. `work` is the
// processor time of the page's main thread in the tasks meanwhile: it has no limit, and hardly depends on what else the
// machine does. It is read from traces, in rounds of its own, since a page that is traced is slower, and most so where
// much is called. The ratios are those of the medians. Layout shifts of the whole flow, from the opening of the page to the
// closing words, and elements of the page that stand elsewhere then, must be none.
//
// Exits 1 where the widget is worse than its limits. `npm run bench:prompt -- --plant` shows that it can: the page makes
// the widget busy for 50 ms when the prompt shows and when a score is chosen (as often as the processor is slower), and
// moves itself by a line. All limits have to fail then.
import { setup } from '../scripts/setup.mjs';
import { tasksBetween, traceOf } from './main-thread.mjs';
import { median } from './median.mjs';
import { startClock } from './paint-clock.mjs';

/** How much longer the widget may take from the trigger to the painted prompt. */
export const mostAsking = 1.3;
/** How much longer it may take from the click on a score to the next frame. */
export const mostChoosing = 1.2;

const rounds = 15;
const tracedRounds = 5;
const slowdowns = [1, 6];
const sides = ['earshot', 'pop-up'];
// The history hears of a prompt that was seen for a second; nothing of that is to fall into the choosing.
const restMs = 1500;
const score = 9;

const plant = `<script>
  const work = () => { for (const end = performance.now() + 50 * slowdown; performance.now() < end; ); };
  document.addEventListener('earshot:scored', work);
  document.addEventListener('earshot:shown', () => { work(); document.body.prepend('A line'); });
</script>`;

/** What is measured of an answer, in ms: its key, its name, and the limit of the ratio. */
const measured = [
  ['asking', 'trigger to painted prompt', mostAsking],
  ['askingWork', 'work', undefined],
  ['choosing', 'score to next paint', mostChoosing],
  ['choosingWork', 'work', undefined],
];

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** One page view with one answer: how long it took, or, of one that is traced, what work it was. */
async function answer({ browser, pages }, side, slowdown, isTraced) {
  const during = (page, run) => (isTraced ? traceOf(browser, page, run) : run());
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.addInitScript(`window.slowdown = ${slowdown}; (${startClock})()`);
  await page.goto(`${pages.origin}/${side}`, { waitUntil: 'networkidle' });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const asking = await during(page, async () => {
    // What Playwright evaluates itself counts as a gesture of the visitor.
    await devtools.send('Runtime.evaluate', { expression: 'clock.ask()', awaitPromise: true, userGesture: false });
  });
  await page.waitForTimeout(restMs);
  const { x, y, width, height } = await page.getByRole('radio').nth(score).boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  const choosing = await during(page, async () => {
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForFunction(() => window.clock.chosenMs);
  });
  const before = pages.posted.length;
  await page.getByRole('button', { name: 'Send' }).click();
  while (pages.posted.length === before) await page.waitForTimeout(50);
  // What comes later than half a second after the click counts as a shift without one.
  await page.waitForTimeout(restMs);
  const { paintedMs, chosenMs, shift, moved } = await page.evaluate(() => ({ ...clock, moved: clock.moved() }));
  await context.close();
  if (Number(pages.posted.at(-1).score) !== score) throw new Error(`${side} posted another score.`);
  if (!isTraced) return { asking: paintedMs, choosing: chosenMs, shift, moved };
  return {
    askingWork: sum(tasksBetween(asking, 'ask', 'painted', true)),
    choosingWork: sum(tasksBetween(choosing, 'choose', 'chosen', true)),
    shift,
    moved,
  };
}

/** The answers of both sides on a processor that is so many times slower, by side. */
async function compare(world, slowdown) {
  const answers = { earshot: [], 'pop-up': [] };
  // The first of each warms the browser up.
  for (let round = -1; round < rounds + tracedRounds; round++)
    // Whoever comes first finds a colder browser.
    for (const side of round % 2 ? sides : sides.toReversed()) {
      const one = await answer(world, side, slowdown, round >= rounds);
      if (round >= 0) answers[side].push(one);
    }
  return answers;
}

/**
 * Measures both sides at each slowdown. Of each row: what was measured, the medians of the widget and of the pop-up in ms,
 * their ratio, and the limit of it, if there is one.
 */
export async function measureFeel(planted = '') {
  const { chromium } = await import('@playwright/test');
  const { browserArgs, findChromium } = await import('../scripts/browser.mjs');
  const { startPages } = await import('./pop-up/server.mjs');
  const pages = await startPages(planted);
  const browser = await chromium.launch({ executablePath: findChromium(), args: browserArgs });
  const rows = [];
  let [shift, moved] = [0, 0];
  for (const slowdown of slowdowns) {
    const answers = await compare({ browser, pages }, slowdown);
    for (const [what, name, limit] of measured) {
      const [widgetMs, handMs] = sides.map((side) =>
        median(answers[side].flatMap((one) => (what in one ? [one[what]] : []))),
      );
      rows.push({ name: `${name}, ${slowdown}×`, widgetMs, handMs, ratio: widgetMs / handMs, limit });
    }
    for (const one of answers.earshot) [shift, moved] = [Math.max(shift, one.shift), Math.max(moved, one.moved)];
  }
  await browser.close();
  await pages.stop();
  return { rows, shift, moved };
}

if (process.argv[1] === import.meta.filename) {
  setup();
  const { installChromium } = await import('../scripts/browser.mjs');
  installChromium();
  const { build } = await import('../scripts/build.mjs');
  await build();
  const { rows, shift, moved } = await measureFeel(process.argv.includes('--plant') ? plant : '');
  console.log('measured · widget · by hand · ratio · limit · ok');
  for (const { name, widgetMs, handMs, ratio, limit } of rows) {
    const isMissed = ratio > limit;
    if (isMissed) process.exitCode = 1;
    const times = [widgetMs, handMs].map((ms) => `${ms.toFixed(1)} ms`);
    const verdict = limit ? [limit, isMissed ? 'MISS' : 'ok'] : ['–', '–'];
    console.log([name, ...times, ratio.toFixed(2), ...verdict].join(' · '));
  }
  const isStill = shift === 0 && moved === 0;
  if (!isStill) process.exitCode = 1;
  console.log(`layout shifts · ${shift} · moved elements · ${moved} · limit 0 · ${isStill ? 'ok' : 'MISS'}`);
}
