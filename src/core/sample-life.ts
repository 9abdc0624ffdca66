// What may happen between a visitor and a site, for tests that draw lives from it. No product code imports it.
import { dayMs, minuteMs } from './duration.ts';
import type { Outcome } from './response.ts';
import type { SampleBrowser, Settings } from './sample-browser.ts';
import { sampleAt, sampleConfig } from './samples.ts';
import type { Site } from './settings.ts';

const hourMs = 60 * minuteMs;
const { site } = sampleConfig();
const allSurveys = ['nps', 'csat', 'ces'].map(
  (survey) => sampleConfig({ survey, minPages: '0', minTime: '0s' }).survey,
);
const pick = <T>(list: readonly T[], digit: number): T => list[Math.floor(digit) % list.length] as T;

/** Settings of some owner; number 0 has the defaults. */
function settingsOf(number: number): Settings {
  const surveys = allSurveys.slice(0, 2 + (number % 2));
  if (!number) return { site, surveys };
  return {
    site: { ...site, gap: pick([0, hourMs, dayMs, 7 * dayMs, 45 * dayMs, 400 * dayMs], number / 2) },
    surveys: surveys.map((survey, index) => {
      const digit = number / 7 + index;
      return {
        ...survey,
        afterAnswer: pick([0, dayMs, 7 * dayMs, 45 * dayMs, 0, 90 * dayMs, Infinity], digit),
        afterDismiss: pick([0, dayMs, 7 * dayMs, 30 * dayMs, 0, 60 * dayMs, 400 * dayMs], digit / 5),
        afterLater: pick([0, 7 * dayMs, 30 * dayMs], digit / 3),
        afterIgnore: pick([0, 7 * dayMs, 14 * dayMs, 60 * dayMs], digit / 2),
        sample: index === 2 ? 50 : 100,
      };
    }),
  };
}

const mostSettings = 840;
/** Owners of all sorts. */
export const owners = Array.from({ length: mostSettings }, (_, number) => settingsOf(number));

const people: readonly Partial<Site>[] = [
  { user: undefined, lastAsked: undefined },
  { user: 'ann', lastAsked: sampleAt - 10 * dayMs },
  { user: 'bob', lastAsked: sampleAt + 30 * dayMs },
];

const outcomes = 'answered dismissed later dismissed scored later dismissed later dismissed dismissed never'.split(
  ' ',
) as Outcome[];

type Action = (browser: SampleBrowser, tab: number, ms: number, by: number) => unknown;

const end: Action = (browser, tab, _, by) => browser.end(tab, pick(outcomes, by));

/** What may happen, by the random numbers that go with it. */
const actions = {
  async come(browser, tab, ms, by) {
    browser.setClock(browser.world.now + ms);
    browser.load(tab);
    await browser.fire([tab]);
    // Of three prompts one is left alone, seen or not.
    if (by % 3) end(browser, tab, ms, by / 3);
    else if (by % 2) browser.see(tab);
    else browser.crash(tab);
  },
  load: (browser, tab) => browser.load(tab),
  turn: (browser, tab) => browser.turn(tab),
  hold: (browser, tab) => browser.hold(tab),
  fire: (browser, tab, _, by) => browser.fire(by % 3 ? [tab] : [0, 1, 2]),
  open: (browser, tab, _, by) => browser.open(tab, pick(browser.world.settings.surveys, by)),
  see: (browser, tab) => browser.see(tab),
  end,
  wait: (browser, _, ms) => browser.setClock(browser.world.now + ms),
  // Back and forward, up to 400 days.
  jump: (browser, _, __, by) => browser.setClock(browser.world.now + Math.round((by / 420 - 1) * 400) * dayMs),
  crash: (browser, tab) => browser.crash(tab),
  kill: (browser) => browser.kill(),
  wipe: ({ storage }) => storage.wipe(),
  store: ({ storage }, _, __, by) => (storage.mode = pick(['kept', 'full', 'kept', 'blocked'], by)),
  set: ({ world }, _, __, by) => (world.settings = pick(owners, by)),
  sign: ({ world }, _, __, by) =>
    (world.settings = { ...world.settings, site: { ...world.settings.site, ...pick(people, by) } }),
} satisfies Record<string, Action>;

/** The names of what may happen, more often what happens more often. */
export const actionNames: readonly (keyof typeof actions)[] = [
  ...(Object.keys(actions) as (keyof typeof actions)[]),
  ...Array.from({ length: 9 }, () => 'come' as const),
  ...(['fire', 'see', 'end', 'wait', 'set'] as const),
];

/** How long it may take until something happens, in ms. */
export const stretches: readonly number[] = [
  0,
  minuteMs,
  20 * minuteMs,
  31 * minuteMs,
  2 * hourMs,
  ...[1, 6, 8, 15, 31, 46, 61, 91, 366].map((days) => days * dayMs),
];

/** Something that happens: what, in which of three tabs, after how long, and a random number for whatever else it needs. */
export type Step = readonly [action: keyof typeof actions, tab: number, ms: number, by: number];

/** Lets one thing happen after the other. */
export async function live(browser: SampleBrowser, steps: readonly Step[]): Promise<void> {
  for (const [action, tab, ms, by] of steps) await (actions[action] as Action)(browser, tab, ms, by);
}
