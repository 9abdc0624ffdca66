import { draftKey } from '../draft.ts';
import type { Kept } from '../ports.ts';
import { ask, viewPage } from './asking.ts';
import { durableKey, eraseView } from './history-view.ts';
import { makePage } from './page.ts';
import { openPageOutbox } from './page-outbox.ts';
import { mountPrompt } from './prompt.ts';
import type { Document, Tab, World } from './world.ts';

const mostTabs = 4;

/** Opens a page of the site in a tab. */
export function load(world: World, tab: Tab): Document {
  const page = makePage(world.pages++, world.timeline);
  const document: { -readonly [K in keyof Document]: Document[K] } = {
    page,
    tab,
    isOver: false,
    isAsking: false,
    outbox: undefined as never,
  };
  document.outbox = openPageOutbox(world, document, mountPrompt);
  tab.document = document;
  tab.isHidden = false;
  world.ledger.remember(page, document.outbox.memory, () => document.isOver);
  viewPage(world);
  // A browser that was never asked has no database to look into.
  page.plan(world.random.span(1, 300), () => {
    if (!document.isOver && world.disk.responses.size + world.disk.state.size) document.outbox.open();
  });
  if (world.random.chance(0.5)) ask(world, document, undefined, mountPrompt);
  return document;
}

/** Opens a tab, or shows one of those that are there. */
export function open(world: World): void {
  if (world.tabs.length >= mostTabs) return;
  const tab: Tab = { mark: null, isHidden: false };
  world.tabs.push(tab);
  load(world, tab);
}

export function hide({ tab, isOver, prompt, outbox }: Document): void {
  if (tab.isHidden) return;
  tab.isHidden = true;
  if (!isOver) prompt?.leave();
  outbox.onVisibility();
}

export function show({ tab, outbox }: Document): void {
  if (!tab.isHidden) return;
  tab.isHidden = false;
  outbox.onVisibility();
}

/** The page is left: it is hidden first, and what it has on its way with keepalive goes on. */
export function leave(document: Document): void {
  if (document.page.state() === 'open') hide(document);
  document.page.end();
}

export function close(world: World, tab: Tab): void {
  if (tab.document) leave(tab.document);
  world.tabs.splice(world.tabs.indexOf(tab), 1);
}

/** The tab is gone without a word. */
export function crash(world: World, tab: Tab): void {
  tab.document?.page.end();
  world.tabs.splice(world.tabs.indexOf(tab), 1);
}

/** The whole browser is. */
export function kill(world: World): void {
  for (let [tab] = world.tabs; tab; [tab] = world.tabs) crash(world, tab);
  world.network.cut();
  world.local.loseLastSecond();
  // What it knows of an earlier end, it takes for the end.
  for (const prompt of world.livedInView)
    if (prompt.endedAt !== undefined && prompt.endedAt > world.clock() - 2e3) prompt.endedAt = prompt.shownAt;
  world.patience.onLoss();
}

/** A page is taken down with all that it plans. */
function stop(document: Document): void {
  document.isOver = true;
  document.prompt?.stop();
  document.outbox.stop();
}

/** See `browser/erase.ts`. */
async function eraseDurable({ disk, ledger, lived, livedInView, patience }: World, { page }: Document): Promise<void> {
  for (const { response } of (await disk.list(page)) as readonly Kept[])
    await disk.change(page, 'responses', response.id, () => undefined, ledger.onErased);
  await disk.change(
    page,
    'state',
    durableKey,
    () => undefined,
    () => void (lived.length = livedInView.length = 0),
  );
  await disk.change(page, 'state', 'endpoint', () => undefined, patience.forget);
  await disk.change(page, 'state', draftKey(''), () => undefined);
}

/** The visitor has everything erased: the other pages hear of it and do the same. */
export function forget(world: World, document: Document): void {
  if (document.isOver) return;
  stop(document);
  eraseView(world);
  world.local.write('rest', undefined);
  world.patience.onLoss();
  document.tab.mark = null;
  for (const { document: other } of world.tabs)
    if (other && other !== document) other.page.plan(world.random.span(1, 50), () => forget(world, other));
  eraseDurable(world, document).catch(() => {});
}

/** The browser deletes all that the site has stored. */
export function wipe(world: World): void {
  world.disk.wipe();
  world.local.wipe();
  world.ledger.onWiped();
  world.patience.forget();
  world.lived.length = world.livedInView.length = 0;
}

/** The browser's clock is set. What was lived through after that instant is from now on as if it were now. */
export function setClock(world: World & { skewMs: number }, byMs: number): void {
  world.skewMs += byMs;
  world.setAt = world.timeline.now();
  world.openedAt = 0;
  const now = world.clock();
  if (byMs >= 0) return;
  world.patience.forget();
  for (const page of world.views) page.at = Math.min(page.at, now);
  for (const prompt of [...world.lived, ...world.livedInView])
    for (const key of ['shownAt', 'seenAt', 'endedAt'] as const)
      if (prompt[key] !== undefined) prompt[key] = Math.min(prompt[key], now);
}
