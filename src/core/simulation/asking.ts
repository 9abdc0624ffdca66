// How a document comes to a prompt, as `loader/widget.ts` and `prompt/prompt.ts` do it: a page view, the rules, a claim.
import { recordView, type History } from '../history.ts';
import { standardScale } from '../kinds.ts';
import { decide } from '../rules.ts';
import type { PromptFacts } from '../response.ts';
import type { Lived } from '../sample-browser.ts';
import { breachesOf } from '../sample-referee.ts';
import type { PageView } from '../sample-storage.ts';
import { sampleSurroundings } from '../samples.ts';
import type { Survey } from '../settings.ts';
import { durableKey, goesOn, readStored, readView, store, writeView } from './history-view.ts';
import type { Document, Mount, World } from './world.ts';

const frameMs = 16;

/** Counts a page view. */
export function viewPage(world: World): void {
  const now = world.clock();
  const { history, pages } = readView(world);
  const page: PageView = { at: now, firstAt: now };
  world.views.push(page);
  writeView(world, recordView(history, now), goesOn(page, pages) ? [...pages, page] : [page]);
}

const passes = ({ clock, owner: { site } }: World, survey: Survey, history: History, isOpened: boolean): boolean => {
  const fired = { firedAt: clock(), draw: 0 };
  const facts = { now: clock(), granted: 'given', site, survey, history, surroundings: sampleSurroundings } as const;
  return decide({ ...facts, fired }, {}, isOpened).passes;
};

/** A prompt that is claimed or on the screen goes among what the visitor lived through. */
function live(world: World, prompt: Lived, survey: Survey, visit: readonly PageView[], isStraddling: boolean): void {
  const { claimed, disk, lived, livedInView, owner, ledger, clock, log } = world;
  const { id, isOpened } = prompt;
  if (claimed.has(id)) return;
  claimed.add(id);
  log(`prompt ${id.slice(0, 13)} of ${survey.survey}${isOpened ? ', opened' : ''}`);
  // Where storage fails or loses its last second, a part of what became of earlier prompts is known and a part is not.
  const isVague = disk.hasFailed || world.isKilled;
  const [breach, other] = [lived, livedInView].map((before) =>
    breachesOf({ prompt, survey, site: owner.site, now: clock(), before, visit }).find(
      (one) => !isVague || one === 'twice in a visit',
    ),
  );
  // The clock was set while the claim was under way: what was right before need not be after.
  if (breach && other && !isStraddling)
    ledger.violations.push(`prompt ${id.slice(0, 13)} against the rules: ${breach}`);
  lived.push(prompt);
  livedInView.push({ ...prompt });
}

/** Claims the right to prompt and shows the prompt. The rules have been asked before. */
async function claimAndMount(world: World, document: Document, survey: Survey, isOpened: boolean, mount: Mount) {
  const { trial, clock, disk, random } = world;
  const { page } = document;
  const now = clock();
  // No visitor opens two surveys within a millisecond.
  if (isOpened && now <= world.openedAt) return;
  world.openedAt = now;
  const { setAt } = world;
  const known = readView(world);
  let visit: readonly PageView[] = known.pages;
  const promptOf = (id: string): Lived => ({
    id,
    survey: survey.survey,
    isOpened,
    page: known.pages.at(-1),
    shownAt: now,
  });
  const changeHistory = (how: (stored: History) => History): Promise<void> => {
    let claimed: string | undefined;
    return disk.change(
      page,
      'state',
      durableKey,
      (raw) => {
        const stored = readStored(raw, clock());
        const next = how(stored.history);
        const old = new Set([...known.history.prompts, ...stored.history.prompts].map(({ id }) => id));
        claimed = next.prompts.find(({ id }) => !old.has(id))?.id;
        const [first] = known.pages;
        const isSame = !first || goesOn(first, stored.pages);
        visit = world.views.filter((one) => known.pages.includes(one) || (isSame && stored.pages.includes(one)));
        return store(next, visit, clock());
      },
      () => claimed && live(world, promptOf(claimed), survey, visit, world.setAt !== setAt),
    );
  };
  const { id, history } = await trial.claim(
    {
      changeHistory,
      now,
      random: Uint8Array.from({ length: 10 }, () => random.below(256)),
      visitorId: 'v1',
    },
    known.history,
    survey.survey,
    (merged) => passes(world, survey, merged, isOpened),
    isOpened ? 'opened' : 'due',
  );
  if (document.isOver) return;
  writeView(world, history, visit);
  if (!id) return;
  page.plan(frameMs, () => {
    document.isAsking = false;
    if (document.isOver) return;
    if (!isOpened) live(world, promptOf(id), survey, visit, world.setAt !== setAt);
    // It could not be stored, but pages were told.
    else if (!world.claimed.has(id)) world.livedInView.push(promptOf(id));
    mount(world, document, factsOf(world, survey, id, now, isOpened));
  });
}

const factsOf = (
  { owner }: World,
  { survey, kind }: Survey,
  id: string,
  shownAt: number,
  isOpened: boolean,
): PromptFacts => ({
  id,
  site: owner.site.site,
  survey,
  kind,
  trigger: isOpened ? 'show' : 'load',
  ...standardScale(kind),
  shownAt,
  locale: 'en',
  wording: 'standard-1',
  question: 'How likely?',
  device: 'desktop',
  client: 'earshot/0.0.0-test',
});

/** A survey may be due, or the visitor opens the one with this number. */
export function ask(world: World, document: Document, opened: number | undefined, mount: Mount): void {
  const { owner } = world;
  if (document.isOver || document.isAsking || document.prompt) return;
  const isOpened = opened !== undefined;
  const { history } = readView(world);
  const survey = isOpened
    ? owner.surveys[opened % owner.surveys.length]
    : owner.surveys.find((one) => passes(world, one, history, false));
  if (!survey || !passes(world, survey, history, isOpened)) return;
  document.isAsking = true;
  document.page.plan(isOpened ? 1 : world.random.span(1, 3e3), () => {
    if (document.isOver || document.prompt) return void (document.isAsking = false);
    claimAndMount(world, document, survey, isOpened, mount)
      .catch(() => {})
      .finally(() => document.page.plan(2 * frameMs, () => (document.isAsking = false)));
  });
}

/** What becomes of a prompt goes into the view and onto the disk; what the visitor lived through is what is there. */
export function remember(
  world: World,
  { page }: Document,
  how: (history: History, now: number) => History,
  facts: Partial<Lived> & { readonly id: string },
): void {
  const { history, pages } = readView(world);
  writeView(world, how(history, world.clock()), pages);
  const change = (raw: unknown): unknown => {
    const now = world.clock();
    const stored = readStored(raw, now);
    return store(how(stored.history, now), stored.pages, now);
  };
  const enter = (lived: readonly Lived[]): void => {
    const prompt = lived.find(({ id }) => id === facts.id);
    if (prompt) Object.assign(prompt, { seenAt: facts.seenAt }, prompt.seenAt && { seenAt: prompt.seenAt });
    if (prompt && facts.outcome) Object.assign(prompt, { outcome: facts.outcome, endedAt: facts.endedAt });
  };
  enter(world.livedInView);
  world.disk.change(page, 'state', durableKey, change, () => enter(world.lived)).catch(() => {});
}
