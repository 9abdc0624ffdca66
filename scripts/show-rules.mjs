// npm run show:rules: twelve visitors live through a year in a real browser against a real collector, and each shows what
// the rules promise him. One line per claim. Names of visitors as arguments tell their stories only.
import { setup } from './setup.mjs';

setup();
const { installChromium, findChromium, browserArgs } = await import('./browser.mjs');
installChromium();
const { chromium } = await import('@playwright/test');
const { mkdtempSync, rmSync } = await import('node:fs');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { build } = await import('./build.mjs');
const { makeClaims } = await import('./claims.mjs');
const { startCollector } = await import('./collector.mjs');
const { call, every, failing, onDay, openVisitor, promptOn, startPages } = await import('./visitors.mjs');

await build();
const { claim, finish } = makeClaims();
const data = mkdtempSync(join(tmpdir(), 'earshot-rules-'));
const collector = await startCollector(['--port', '0', '--data', data]);
const pages = await startPages(collector.origin);
const browser = await chromium.launch({ executablePath: findChromium(), args: browserArgs });

/** What the collector has of a site, in the order of the prompts. */
async function rowsOf(site) {
  const got = await fetch(`${collector.origin}/v1/responses?site=${site}`, {
    headers: { authorization: `Bearer ${collector.token}` },
  });
  return (await got.json()).responses.toSorted((a, b) => (a.shownAt < b.shownAt ? -1 : 1));
}
const outcomesOf = async (site) => (await rowsOf(site)).map(({ outcome }) => outcome);
const repeat = (outcome, times) => Array.from({ length: times }, () => outcome);

const wanted = process.argv.slice(2);

/** A story: opens the visitor, lets it be told, and closes his browser. */
async function story(name, settings, tell) {
  if (wanted.length && !wanted.includes(name)) return;
  const { survey = 'nps', ...attributes } = settings.attributes ?? {};
  const visitor = await openVisitor({
    browser,
    pages,
    name,
    react: (prompt) => prompt.answer(9),
    ...settings,
    attributes: { ...(!settings.json && { 'data-survey': survey }), ...attributes },
  });
  await tell(visitor);
  await visitor.close();
}

await story('ada', {}, async ({ context, page, live }) => {
  const other = await context.newPage();
  await Promise.all([page(), other].map((tab) => tab.goto(`${pages.origin}/ada`)));
  const cards = async () => Promise.all([page(), other].map((tab) => promptOn(tab).card.count()));
  await claim('Ada opens two tabs together: one of them asks', 1, async () => Math.max(...(await cards())));
  await Promise.all([page(), other].map((tab) => call(tab, 'explain')));
  await claim('Ada: and the other one does not', [0, 1], async () => (await cards()).toSorted());
  await promptOn((await cards())[0] ? page() : other).answer(9);
  await other.close();
  const asked = await live(every(10, 360, 10));
  await claim('Ada answers: asked again after 90 days each time', [90, 180, 270, 360], () => asked);
  await claim('Ada: five answers, five rows', repeat('answered', 5), () => outcomesOf('ada'));
});

const scoreAndClose = async (prompt) => {
  await prompt.choose(4);
  await prompt.close();
};
const schedule = { survey: 'csat', 'data-from': onDay(15), 'data-until': onDay(200).slice(0, 10) };
await story('ben', { attributes: schedule, react: scoreAndClose }, async ({ live }) => {
  const asked = await live(every(10, 250));
  await claim('Ben scores and closes, CSAT from day 15 to 200: asked every 45 days', [20, 70, 120, 170], () => asked);
  await claim('Ben: a closed score counts', repeat('scored', 4), () => outcomesOf('ben'));
});

const third = { 'data-min-visits': '3' };
await story('cleo', { attributes: third, react: (prompt) => prompt.close() }, async ({ live }) => {
  const asked = await live(every(10));
  await claim(
    'Cleo closes, from the third visit on: the wait doubles from 60 to 120 to 240 days',
    [20, 80, 200],
    () => asked,
  );
  await claim('Cleo: three dismissals', repeat('dismissed', 3), () => outcomesOf('cleo'));
});

await story('dan', { react: (prompt) => prompt.later() }, async ({ live }) => {
  const asked = await live(every(10));
  const expected = [0, 10, 20, 80, 90, 100, 220, 230, 240];
  await claim('Dan asks for later: 7 days, and the third time counts as a dismissal', expected, () => asked);
  await claim('Dan: nine times later', repeat('later', 9), () => outcomesOf('dan'));
});

const two = {
  surveys: [
    { survey: 'csat', trigger: ['event:order'], minPages: 0, minTime: '0s' },
    { survey: 'nps', minPages: 0, minTime: '0s' },
  ],
};
const order = (page) => call(page, 'track', 'order');
const bySurveys = { 'data-config': '#surveys' };

await story(
  'eve',
  { attributes: bySurveys, json: two, react: (prompt) => prompt.never(), onPage: order },
  async ({ live, page }) => {
    const asked = await live(every(30));
    await claim('Eve says “Don’t ask again”: nobody asks her any more', [0], () => asked);
    await claim('Eve: that binds the other survey, too', true, async () =>
      (await failing(page(), 'csat')).includes('never'),
    );
    await claim('Eve: the owner knows', ['never'], () => outcomesOf('eve'));
  },
);

await story('finn', { react: (prompt) => prompt.ignore() }, async ({ live, page }) => {
  const asked = await live(every(10));
  const expected = [0, 20, 40, 100, 120, 140, 260, 280, 300];
  await claim('Finn ignores: 14 days, and the third time counts as a dismissal', expected, () => asked);
  await page().goto('about:blank');
  await claim('Finn: nine ignored prompts', repeat('ignored', 9), () => outcomesOf('finn'));
});

await story('gus', { react: () => {} }, async ({ context, live }) => {
  // Without this part nobody can tell that the prompt was seen, as when the tab dies under it.
  await context.route('**/watch-*.js', (route) => route.abort());
  const asked = await live(every(0.5, 5));
  await claim('Gus’s tab dies before he sees anything: asked again after one day', [0, 1, 2, 3, 4, 5], () => asked);
  await claim('Gus: nothing is reported that nobody saw', [], () => outcomesOf('gus'));
});

const five = (prompt) => prompt.answer(5);
await story('hana', { attributes: bySurveys, json: two, onPage: order, react: five }, async ({ visit }) => {
  const asked = [];
  for (const day of every(10, 250)) {
    const survey = await visit(day);
    if (survey) asked.push(`${survey} ${day}`);
  }
  const expected = ['nps 0', 'csat 50', 'nps 100', 'csat 150', 'nps 200', 'csat 250'];
  await claim('Hana orders on every visit, two surveys are due: 45 days between them', expected, () => asked);
});

const sampled = { 'data-sample': '10%', 'data-sample-period': '30d', 'data-user': 'ivo-7' };
const monthOf = (day) => Math.floor(Date.parse(onDay(day)) / Date.parse('1970-01-31'));
const monthsOf = (days) => [...new Set(days.map(monthOf))];
/** The days on which a sampled visitor is in. */
async function sampledDays({ open, page }, days) {
  const isIn = [];
  for (const day of days) {
    await open(day);
    if (!(await failing(page())).includes('sample')) isIn.push(day);
  }
  return isIn;
}
await story('ivo', { attributes: sampled }, async (visitor) => {
  const days = every(9, 351);
  const isIn = await sampledDays(visitor, days);
  const whole = days.filter((day) => monthsOf(isIn).includes(monthOf(day)));
  await claim('Ivo is sampled at 10 % of each 30 days: in for all of them or out for all', whole, () => isIn);
  await claim('Ivo: in for so many of the 13 periods', [2, 13], () => [monthsOf(isIn).length, monthsOf(days).length]);
  const other = await openVisitor({ browser, pages, name: 'ivo', attributes: { 'data-survey': 'nps', ...sampled } });
  const again = await sampledDays(other, whole);
  await claim('Ivo signs in on another device: in for the same periods', whole, () => again);
  await other.close();
});

await story('jo', { attributes: { 'data-consent': 'required' } }, async ({ open, openTab, context, page }) => {
  const requests = [];
  context.on('request', (request) => requests.push(new URL(request.url()).pathname.replace(/-[0-9a-f]{8}/, '')));
  const stored = () =>
    page().evaluate(async () => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name),
      ...(document.cookie ? [document.cookie] : []),
    ]);
  await page().goto(`${pages.origin}/jo`);
  await page().waitForFunction(() => 'tag' in window.earshot);
  await claim('Jo has not been asked for consent: only the script was fetched', ['/jo', '/earshot.js'], () => requests);
  await claim('Jo: nothing is stored', [], stored);
  await open(0);
  await claim('Jo: and nothing is shown', ['consent'], () => failing(page()));
  await call(page(), 'consent', false);
  await claim('Jo refuses: two bare flags, no more', ['earshot-consent:jo', 'earshot-consent:jo'], stored);
  await openTab();
  await open(10);
  await claim('Jo comes back: still refused', ['consent'], () => failing(page()));
  await call(page(), 'consent', true);
  await claim('Jo changes her mind: asked', 1, () => promptOn(page()).card.count());
  await call(page(), 'forget');
  await claim('Jo has all of it erased: the prompt is gone', 0, () => promptOn(page()).card.count());
  await claim('Jo: a flag for this tab is left, no more', ['earshot-consent:jo'], stored);
});

const signedIn = {
  'data-user': 'kim-1',
  'data-trait-plan-type': 'pro',
  'data-last-asked': onDay(-20),
  'data-user-since': onDay(-5),
  'data-min-user-age': '20d',
};
await story('kim', { attributes: signedIn }, async ({ open, live, page }) => {
  await open(0);
  await claim('Kim was asked by e-mail 20 days ago, and is new: two rules say no', ['minUserAge', 'lastAsked'], () =>
    failing(page()),
  );
  const asked = await live(every(15, 360, 15));
  await claim('Kim: asked 45 days after the e-mail, then as usual', [30, 120, 210, 300], () => asked);
  await claim('Kim: the row says who and what', { user: 'kim-1', plan_type: 'pro' }, async () => {
    const [{ user, traits }] = await rowsOf('kim');
    return { user, ...traits };
  });
});

await story('lou', {}, async ({ live }) => {
  const before = await live([0]);
  const after = await live(every(10, -220, -400));
  await claim(
    'Lou answers, then the clock is set back 400 days: asked 90 days after that, not later',
    [0, -310, -220],
    () => [...before, ...after],
  );
});

await browser.close();
pages.stop();
await collector.stop();
rmSync(data, { recursive: true, force: true });
finish('All claims hold.');
