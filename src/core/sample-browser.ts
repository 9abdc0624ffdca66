// A browser in memory for tests: its clock, its tabs, its storage, and beside them what the visitor lived through. No
// product code imports it.
import type { claim } from './claim.ts';
import { minuteMs } from './duration.ts';
import type { History, parseHistory, recordOutcome, recordSeen, recordView } from './history.ts';
import type { Outcome } from './response.ts';
import type { Facts, Verdict } from './rules.ts';
import { openSampleStorage, type Known, type PageView, type SampleStorage, type Tab } from './sample-storage.ts';
import { sampleAt, sampleSurroundings } from './samples.ts';
import type { Site, Survey } from './settings.ts';

/** What of the house is on trial. */
export interface OnTrial {
  readonly parseHistory: typeof parseHistory;
  readonly recordView: typeof recordView;
  readonly recordSeen: typeof recordSeen;
  readonly recordOutcome: typeof recordOutcome;
  readonly claim: typeof claim;
  /** Asked before the claim, and in it. */
  readonly decide: (facts: Facts, isClaim: boolean) => Verdict;
}

/** The owner's settings as they are now. */
export interface Settings {
  readonly site: Site;
  readonly surveys: readonly Survey[];
}

/** A prompt as the visitor lived through it; instants are by the clock and never after it, see `setClock`. */
export interface Lived {
  readonly id: string;
  readonly survey: string;
  /** The visitor asked for it. */
  readonly isOpened: boolean;
  /** The latest page view of the tab in which it came. */
  readonly page: PageView | undefined;
  shownAt: number;
  seenAt?: number;
  endedAt?: number;
  outcome?: Outcome;
}

/** A prompt at the moment when it is shown. */
export interface Shown {
  readonly prompt: Lived;
  readonly survey: Survey;
  readonly site: Site;
  readonly now: number;
  /** All prompts before it. */
  readonly before: readonly Lived[];
  /** The page views of the visit, as far as this browser still knows of them. */
  readonly visit: readonly PageView[];
}

/** What happens in the browser of one visitor. */
interface World {
  readonly trial: OnTrial;
  readonly watch: (shown: Shown) => void;
  readonly storage: SampleStorage;
  readonly pages: PageView[];
  readonly lived: Lived[];
  /** Who of the signed-in visitors was in a sample, and who was not. */
  readonly draws: Set<string>;
  readonly tabs: Map<number, Tab & { prompt?: Lived | undefined }>;
  now: number;
  settings: Settings;
  ids: number;
}

const visitPauseMs = 30 * minuteMs;

/** Whether a page view goes on with a visit: by the clock as it was, and as it has been set since. */
function goesOn(page: PageView, visit: readonly PageView[]): boolean {
  const last = visit.at(-1);
  return !!last && page.at - last.at < visitPauseMs && page.firstAt - last.firstAt < visitPauseMs;
}

/** Counts a page view, and gives the visitor an id where a sample needs one. */
function view(world: World, tab: Tab): void {
  const { trial, storage, pages, now, settings } = world;
  const known = storage.read(tab);
  const page = { at: now, firstAt: now };
  pages.push(page);
  const history = trial.recordView(known.history, now);
  const isSampled = settings.surveys.some(({ sample = 100 }) => sample < 100);
  storage.write(tab, {
    history: isSampled ? { ...history, visitorId: history.visitorId ?? `v${world.ids++}` } : history,
    pages: goesOn(page, known.pages) ? [...known.pages, page] : [page],
  });
}

function ask({ trial, now, settings: { site }, draws }: World, survey: Survey, history: History, isClaim = false) {
  const fired = { firedAt: now, draw: 0 };
  const facts = { now, granted: 'given', site, survey, history, surroundings: sampleSurroundings, fired } as const;
  const { passes, rules } = trial.decide(facts, isClaim);
  const sample = site.user && rules.find(({ id }) => id === 'sample');
  if (sample) draws.add(`${site.user} ${survey.survey} ${sample.passes}`);
  return passes;
}

/** One claim on what the tab has read for it; the prompt, where it was won. */
async function claimIn(world: World, tab: Tab, survey: Survey, kind: 'due' | 'opened'): Promise<Lived | undefined> {
  const { trial, storage, lived } = world;
  // No two prompts of a visitor begin in the same millisecond.
  const now = ++world.now;
  const known = tab.held ?? storage.read(tab);
  tab.held = undefined;
  const others = storage.readDurable().pages;
  const [first] = known.pages;
  const isSame = !first || goesOn(first, others);
  const visit = world.pages.filter((page) => known.pages.includes(page) || (isSame && others.includes(page)));
  const { id, history } = await trial.claim(
    {
      changeHistory: async (how) => storage.writeDurable({ history: how(storage.readDurable().history), pages: visit }),
      now,
      random: new Uint8Array(10),
      visitorId: `v${world.ids++}`,
    },
    known.history,
    survey.survey,
    (merged) => kind === 'opened' || ask(world, survey, merged, true),
    kind,
  );
  storage.write(tab, { history, pages: visit });
  if (!id) return undefined;
  const isOpened = kind === 'opened';
  const prompt: Lived = { id, survey: survey.survey, isOpened, page: known.pages.at(-1), shownAt: now };
  world.watch({ prompt, survey, site: world.settings.site, now, before: lived, visit });
  lived.push(prompt);
  return prompt;
}

/** What happens to a prompt goes into the view and onto the disk. */
function remember({ storage, now }: World, tab: Tab, how: (history: History, now: number) => History): void {
  const change = ({ history, pages }: Known): Known => ({ history: how(history, now), pages });
  storage.write(tab, change(storage.read(tab)));
  storage.writeDurable(change(storage.readDurable()));
}

/** What was lived through after `now` is from now on as if it were now. */
function setClock(world: World, now: number): void {
  if (now < world.now) {
    for (const page of world.pages) page.at = Math.min(page.at, now);
    for (const prompt of world.lived)
      for (const key of ['shownAt', 'seenAt', 'endedAt'] as const)
        if (prompt[key] !== undefined) prompt[key] = Math.min(prompt[key], now);
    // A claim takes no longer than the visitor takes to set a clock.
    for (const tab of world.tabs.values()) tab.held = undefined;
  }
  world.now = now;
}

export type SampleBrowser = ReturnType<typeof openSampleBrowser>;

/** `watch` hears of every prompt. Tabs have numbers; one that is not there yet is opened where it is needed. */
export function openSampleBrowser(trial: OnTrial, settings: Settings, watch: (shown: Shown) => void) {
  const storage = openSampleStorage(trial.parseHistory, () => world.now);
  const tabs: World['tabs'] = new Map();
  const draws: World['draws'] = new Set();
  const world: World = { trial, watch, storage, pages: [], lived: [], draws, tabs, now: sampleAt, settings, ids: 0 };
  /** A new document. */
  const load = (number: number) => {
    const tab = {};
    tabs.set(number, tab);
    view(world, tab);
    return tab;
  };
  const tabOf = (number: number): Tab & { prompt?: Lived | undefined } => tabs.get(number) ?? load(number);
  return {
    world,
    storage,
    setClock: (now: number): void => setClock(world, now),
    load: (number: number): void => void load(number),
    /** Another route of the same document. */
    turn: (number: number): void => view(world, tabOf(number)),
    /** A tab reads its view for a claim that comes later. */
    hold: (number: number): void => void (tabOf(number).held = storage.read(tabOf(number))),
    /** Something fires in tabs at once: each picks a survey by its own view, then they claim. How many won? */
    async fire(numbers: readonly number[], surveys = world.settings.surveys): Promise<number> {
      const due = numbers.map(tabOf).flatMap((tab) => {
        const { history } = (tab.held ??= storage.read(tab));
        const survey = surveys.find((one) => ask(world, one, history));
        if (!survey) tab.held = undefined;
        return survey ? [{ tab, survey }] : [];
      });
      let won = 0;
      for (const { tab, survey } of due) {
        const prompt = await claimIn(world, tab, survey, 'due');
        if (prompt) won++;
        tab.prompt = prompt ?? tab.prompt;
      }
      return won;
    },
    /** The visitor opens a survey himself. */
    async open(number: number, survey: Survey): Promise<void> {
      const tab = tabOf(number);
      tab.prompt = await claimIn(world, tab, survey, 'opened');
    },
    /** The prompt in a tab, if there is one, has been visible for a second. */
    see(number: number): void {
      const { prompt } = tabOf(number);
      if (!prompt) return;
      prompt.seenAt ??= world.now;
      remember(world, tabOf(number), (history, now) => trial.recordSeen(history, prompt.id, now));
    },
    end(number: number, outcome: Outcome): void {
      const tab = tabOf(number);
      const { prompt } = tab;
      if (!prompt) return;
      prompt.seenAt ??= world.now;
      Object.assign(prompt, { outcome, endedAt: world.now });
      remember(world, tab, (history, now) => trial.recordOutcome(history, prompt.id, outcome, now));
      tab.prompt = undefined;
    },
    /** A tab is gone, whatever stood on it. */
    crash: (number: number): void => void tabs.delete(number),
    /** The browser is gone, and with it what it has last written to `localStorage`. */
    kill(): void {
      tabs.clear();
      storage.undo();
    },
    /** Some page looks into the database. */
    look: (): void => remember(world, tabOf(0), (history) => history),
  };
}
