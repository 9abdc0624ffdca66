import { dayMs, minuteMs } from '../duration.ts';
import { ask } from './asking.ts';
import { diskModes } from './disk.ts';
import { weathers } from './network.ts';
import { mountPrompt } from './prompt.ts';
import type { Seeded } from './seeded.ts';
import { close, crash, forget, hide, kill, leave, load, open, setClock, show, wipe } from './tabs.ts';
import type { Document, Prompt, Tab, World } from './world.ts';

/** A world whose clock can be set. */
export type Settable = World & { skewMs: number };

type Does = (world: Settable, tab: Tab | undefined, document: Document | undefined) => void;

const hourMs = 60 * minuteMs;

/** Something that the visitor does with the prompt of a tab, where one stands. */
const inPrompt =
  (does: (prompt: Prompt, random: Seeded) => void): Does =>
  ({ random }, _, document) => {
    if (document?.prompt && !document.isOver) does(document.prompt, random);
  };
const inDocument =
  (does: (document: Document, world: Settable) => void): Does =>
  (world, _, document) => {
    if (document) does(document, world);
  };

/** A visitor who is asked, chooses, and perhaps has more to say. */
const answer: Does = (world, _, document) => {
  if (!document) return;
  const { random } = world;
  const { page } = document;
  ask(world, document, document.prompt ? undefined : random.below(9), mountPrompt);
  let at = random.span(50, 2e3);
  const then = (does: (prompt: Prompt) => void): void => {
    page.plan(at, () => document.prompt && !document.isOver && does(document.prompt));
    at += random.span(10, 2e4);
  };
  then((prompt) => prompt.choose(random.below(5) + 1));
  if (random.chance(0.3)) then((prompt) => prompt.choose(random.below(5) + 1));
  if (random.chance(0.4)) then((prompt) => prompt.type(`Comment ${random.below(1e6)}`));
  const ends: readonly ((prompt: Prompt) => void)[] = [
    (prompt) => prompt.finish(),
    (prompt) => prompt.finish(),
    (prompt) => prompt.close('dismissed'),
    () => {},
  ];
  then(random.pick(ends));
};

/** All that can happen from outside, and how often in comparison. */
const happenings = {
  openTab: [8, (world) => open(world)],
  closeTab: [3, (world, tab) => tab && close(world, tab)],
  crashTab: [3, (world, tab) => tab && crash(world, tab)],
  killBrowser: [2, (world) => kill(world)],
  navigate: [
    5,
    (world, tab, document) => {
      if (document) leave(document);
      if (tab) load(world, tab);
    },
  ],
  freeze: [
    3,
    inDocument((document, { random }) => {
      // Browsers freeze what is hidden; a page that hangs is frozen as it is.
      if (document.prompt || random.chance(0.7)) hide(document);
      document.page.freeze();
    }),
  ],
  thaw: [4, (world) => world.tabs.forEach(({ document }) => document?.page.thaw())],
  hide: [4, inDocument(hide)],
  show: [5, inDocument(show)],
  online: [2, ({ tabs }) => tabs.forEach(({ document }) => document?.page.plan(1, () => document.outbox.onOnline()))],
  due: [5, inDocument((document, world) => ask(world, document, undefined, mountPrompt))],
  answer: [24, answer],
  openSurvey: [5, inDocument((document, world) => ask(world, document, world.random.below(9), mountPrompt))],
  choose: [8, inPrompt((prompt, random) => prompt.choose(random.below(5) + 1))],
  type: [5, inPrompt((prompt, random) => prompt.type(`Comment ${random.below(1e6)}`))],
  finish: [4, inPrompt((prompt) => prompt.finish())],
  close: [3, inPrompt((prompt, random) => prompt.close(random.pick(['dismissed', 'later', 'never'])))],
  flush: [3, inDocument(({ outbox, isOver }) => void (isOver || outbox.flush().catch(() => {})))],
  weather: [12, ({ network, random }) => void (network.weather = random.pick(weathers))],
  disk: [5, ({ disk, random }) => void (disk.mode = random.pick(diskModes))],
  setClock: [
    1,
    (world) => setClock(world, (world.random.chance(0.5) ? 1 : -1) * world.random.span(minuteMs, 400 * dayMs)),
  ],
  forget: [1, inDocument((document, world) => forget(world, document))],
  wipe: [0.3, (world) => wipe(world)],
  moveEndpoint: [1, ({ owner }) => void (owner.endpoint = `https://acme.example/${owner.endpoint.length}`)],
  wait: [4, () => {}],
} as const satisfies Readonly<Record<string, readonly [weight: number, does: Does]>>;

export type Happening = keyof typeof happenings;

/** One step of a schedule. */
export interface Step {
  readonly afterMs: number;
  readonly does: Happening;
  /** Which of the tabs: in [0, 1). */
  readonly where: number;
  /** Of all that is drawn from here on. */
  readonly seed: number;
}

const names = Object.keys(happenings) as Happening[];
const total = names.reduce((sum, name) => sum + happenings[name][0], 0);

function pickHappening(random: Seeded): Happening {
  let rest = random.next() * total;
  return names.find((name) => (rest -= happenings[name][0]) < 0) ?? 'wait';
}

/** As long as a thought, a page, a coffee, a night, a season. */
function pickWait(random: Seeded): number {
  const one = random.next();
  if (one < 0.55) return random.span(0.1, 100);
  if (one < 0.85) return random.span(100, 5e3);
  if (one < 0.93) return random.span(5e3, 5 * minuteMs);
  if (one < 0.97) return random.span(5 * minuteMs, hourMs);
  return one < 0.99 ? random.span(hourMs, 2 * dayMs) : random.span(2 * dayMs, 100 * dayMs);
}

/** A schedule. */
export const drawSteps = (random: Seeded): readonly Step[] =>
  Array.from({ length: 12 + random.below(50) }, () => ({
    afterMs: pickWait(random),
    does: pickHappening(random),
    where: random.next(),
    seed: random.below(2 ** 31),
  }));

/** Nobody looks at the screen for hours. */
export const isAway = ({ afterMs }: Step): boolean => afterMs > hourMs;

/** Makes a step happen. */
export function happen(world: Settable, { does, where, seed }: Step): void {
  const { tabs, random } = world;
  random.reseed(seed);
  const tab = tabs[Math.floor(where * tabs.length)];
  // A page that is frozen does nothing, and nobody does anything in it.
  const isOpen = tab?.document?.page.state() === 'open';
  const [, run] = happenings[does] as readonly [number, Does];
  run(world, tab, isOpen ? tab.document : undefined);
}
