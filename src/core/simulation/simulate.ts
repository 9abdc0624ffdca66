import { dayMs, minuteMs } from '../duration.ts';
import { sampleAt, sampleConfig } from '../samples.ts';
import { makeCollector } from './collector.ts';
import { makeDisk } from './disk.ts';
import { makeLedger } from './ledger.ts';
import { makeLocalStorage } from './local-storage.ts';
import { makeNetwork } from './network.ts';
import { makePatience } from './patience.ts';
import { house } from './plants.ts';
import { makeSeeded, type Seeded } from './seeded.ts';
import { drawSteps, happen, isAway, type Settable, type Step } from './steps.ts';
import { hide, kill, open } from './tabs.ts';
import { makeTimeline } from './timeline.ts';
import type { OnTrial, Owner } from './world.ts';

/** What a schedule came to. */
export interface Outcome {
  /** What was wrong; nothing, if all is well. */
  readonly violations: readonly string[];
  readonly answered: number;
  readonly received: number;
  readonly steps: readonly Step[];
}

const owners: readonly Readonly<Record<string, string>>[] = [
  {},
  { gap: '0s', 'after-answer': '0s', 'after-dismiss': '0s', 'after-ignore': '0s', 'after-later': '0s' },
  { gap: '30m', 'after-answer': '1h', 'after-dismiss': '1d', 'after-ignore': '10m', 'after-later': '1h' },
];

const nothing = { 'min-pages': '0', 'min-time': '0s' };
const toKeys = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name.replace(/-./g, (two) => two.slice(1).toUpperCase()),
      value,
    ]),
  );

// Reading settings takes longer than a schedule.
const configs = owners.map((own) =>
  ['nps', 'csat'].map((survey) => sampleConfig(toKeys({ survey, ...nothing, ...own }))),
);

function drawOwner(random: Seeded): Owner {
  const [nps, csat] = random.pick(configs) as [ReturnType<typeof sampleConfig>, ReturnType<typeof sampleConfig>];
  return {
    site: nps.site,
    surveys: [nps.survey, csat.survey],
    acknowledge: random.pick(['status', 'status', 'id']),
    endpoint: 'https://acme.example/responses',
  };
}

/** A world at rest, with no tab open. */
export function makeWorld(random: Seeded, trial: OnTrial = house, log: (text: string) => void = () => {}): Settable {
  const owner = drawOwner(random);
  const collector = makeCollector();
  const timeline = makeTimeline(sampleAt, () => {
    ledger.check();
    return !ledger.violations.length;
  });
  const clock = (): number => Math.floor(timeline.now() + world.skewMs);
  const ledger = makeLedger({ disk: () => world.disk, collector, clock });
  const patience = makePatience(timeline.now, clock, ledger.violations);
  const world: Settable = {
    trial,
    random,
    timeline,
    disk: makeDisk(timeline, random, ledger.onResponse, () => {
      world.disk.hasFailed = true;
      // Another page cannot know what could not be stored.
      if (world.tabs.length > 1) patience.forget();
    }),
    local: makeLocalStorage(timeline),
    network: makeNetwork(
      {
        timeline,
        random,
        collector,
        acknowledge: owner.acknowledge,
        redirected: trial.redirected,
        onArrival: ledger.onArrival,
        onHeard(heard) {
          const { answer, page, response } = heard;
          log(
            `page ${page.number} hears ${answer === 'unreachable' ? answer : answer.status} for ${response.id.slice(0, 13)}.${response.revision}`,
          );
          ledger.onHeard(heard);
          patience.onHeard(heard);
        },
      },
      clock,
    ),
    ledger,
    patience,
    owner,
    clock,
    setAt: 0,
    openedAt: 0,
    skewMs: 0,
    tabs: [],
    views: [],
    claimed: new Set(),
    lived: [],
    livedInView: [],
    pages: 0,
    log: (text) => log(`${(timeline.now() - sampleAt).toFixed(1)} ms: ${text}`),
  };
  return world;
}

/** All is well again, the visitor comes back and stays for more than a day. */
export async function heal(world: Settable): Promise<void> {
  const { network, disk, timeline, ledger } = world;
  await timeline.act(() => {
    network.weather = 'well';
    disk.mode = 'well';
    for (const { document } of world.tabs) document?.page.thaw();
  });
  await timeline.runUntil(timeline.now() + minuteMs);
  if (!disk.hasFailed) ledger.checkErased();
  await timeline.act(() => kill(world));
  // A page that could not fetch a part of the widget waits for the next.
  for (const stayMs of [minuteMs, dayMs, dayMs, minuteMs]) {
    await timeline.act(() => open(world));
    await timeline.runUntil(timeline.now() + stayMs);
  }
  if (!ledger.violations.length) ledger.close();
}

/** Plays a schedule. The same seed and steps always come to the same. */
export async function play(
  seed: number,
  steps: readonly Step[],
  trial: OnTrial = house,
  log?: (text: string) => void,
): Promise<Outcome> {
  const random = makeSeeded(seed);
  const world = makeWorld(random, trial, log);
  const { timeline, ledger, tabs } = world;
  await timeline.act(() => open(world));
  for (const step of steps) {
    if (isAway(step))
      await timeline.act(() => tabs.forEach(({ document }) => document?.page.state() === 'open' && hide(document)));
    if (!(await timeline.runUntil(timeline.now() + step.afterMs))) break;
    world.log(`· ${step.does} (disk ${world.disk.mode}, network ${world.network.weather}, clock ${world.skewMs})`);
    await timeline.act(() => happen(world, step));
    if (ledger.violations.length) break;
  }
  if (!ledger.violations.length) await heal(world);
  return { violations: ledger.violations, answered: ledger.answered(), received: ledger.received(), steps };
}

/** Draws a schedule and plays it. */
export const simulate = (seed: number, trial: OnTrial = house): Promise<Outcome> => {
  const random = makeSeeded(seed);
  return play(seed, drawSteps(random), trial);
};

/** Leaves out what a failing schedule does not need to fail. */
export async function shrink(seed: number, steps: readonly Step[], trial: OnTrial = house): Promise<readonly Step[]> {
  let least = steps;
  for (let size = Math.ceil(least.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < least.length;) {
      const fewer = [...least.slice(0, from), ...least.slice(from + size)];
      if ((await play(seed, fewer, trial)).violations.length) least = fewer;
      else from += size;
    }
  return least;
}
