import { dayMs, minuteMs } from '../duration.ts';
import { ask } from './asking.ts';
import { mountPrompt } from './prompt.ts';
import { makeSeeded } from './seeded.ts';
import { makeWorld, heal } from './simulate.ts';
import type { Settable } from './steps.ts';
import { close, load, open } from './tabs.ts';

const hourMs = 60 * minuteMs;
// What an outage may cost one visitor's browser, once it has lasted ten minutes.
const mostAnHour = 20;
const beginningMs = 10 * minuteMs;

/** What an outage came to for one visitor. */
export interface Endured {
  readonly answered: number;
  readonly posts: number;
  /** What was wrong with the delivery, with the number of requests, and with their instants. */
  readonly lost: readonly string[];
  readonly tooMany: readonly string[];
  readonly tooEarly: readonly string[];
}

/** A visitor who answers what he is asked, with a page to himself. */
function answer(world: Settable): void {
  const { random, tabs } = world;
  const document = tabs[0]?.document;
  if (!document) return;
  ask(world, document, random.below(9), mountPrompt);
  document.page.plan(random.span(1e3, 3e3), () => document.prompt?.choose(random.below(5) + 1));
  document.page.plan(random.span(4e3, 2e4), () => document.prompt?.finish());
}

/** One page view, read for a while: some visitors answer, some turn the page, few leave a page open for long. */
async function visit(world: Settable, isFirst: boolean): Promise<void> {
  const { timeline, random, tabs } = world;
  await timeline.act(() => open(world));
  if (isFirst || random.chance(0.2)) await timeline.act(() => answer(world));
  for (let pages = random.below(4); pages >= 0; pages--) {
    await timeline.runUntil(timeline.now() + random.span(2e4, random.chance(0.05) ? 3 * hourMs : 20 * minuteMs));
    const tab = random.pick(tabs);
    if (tab && pages) await timeline.act(() => void (tab.document?.page.end(), load(world, tab)));
    if (random.chance(0.2)) await timeline.act(() => open(world));
  }
  await timeline.act(() => [...tabs].forEach((tab) => close(world, tab)));
}

/** More requests than may be in some hour, where there are. */
function crowds(posts: readonly number[]): readonly string[] {
  const worst = Math.max(
    0,
    ...posts.map((at, index) => posts.slice(index).filter((other) => other < at + hourMs).length),
  );
  return worst > mostAnHour ? [`${worst} requests within an hour`] : [];
}

/**
 * A visitor comes back again and again while the endpoint is out of order for `lastsMs`: it says 503, and now and then how
 * long to wait; a longer outage is also one of the network. Afterwards all is well.
 */
export async function endure(seed: number, lastsMs: number): Promise<Endured> {
  const random = makeSeeded(seed);
  const world = makeWorld(random);
  const { timeline, network, ledger } = world;
  const endsAt = timeline.now() + lastsMs;
  network.weather = 'out';
  for (let isFirst = true; timeline.now() < endsAt; isFirst = false) {
    if (lastsMs > dayMs) await timeline.act(() => void (network.weather = random.pick(['out', 'down', 'busy'])));
    await visit(world, isFirst);
    if (!(await timeline.runUntil(timeline.now() + random.span(5 * minuteMs, lastsMs / 4)))) break;
  }
  // For a browser it begins when it first tries again: whoever is away for an hour learns nothing.
  const posts = network.posts.filter((at) => at >= network.triedAgainAt + beginningMs && at < endsAt);
  await heal(world);
  const isEarly = (text: string): boolean => text.includes('Retry-After');
  return {
    answered: ledger.answered(),
    posts: network.posts.length,
    lost: ledger.violations.filter((text) => !isEarly(text)),
    tooMany: crowds(posts),
    tooEarly: ledger.violations.filter(isEarly),
  };
}
