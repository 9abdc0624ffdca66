import { isCalm, stillness } from '../browser/moment.ts';
import { openStore } from '../browser/store.ts';
import type { Draft } from '../core/draft.ts';
import type { History } from '../core/history.ts';
import type { Due, PromptOptions, Store } from '../core/ports.ts';
import type { PromptFacts, Traits } from '../core/response.ts';
import type { Survey } from '../core/settings.ts';
import { mount } from './mount.tsx';
import { readPage } from './page.ts';
import { prepare, type Prepared } from './prepare.ts';

declare const VERSION: string;

/** See `PromptChunk` in `core/ports.ts`. */
export async function show(options: PromptOptions, open = openStore): Promise<void> {
  const { next, drop, onOpen, emit, signal, site, load } = options;
  const announced = new Set<Survey>();
  const preparing = new Map<Survey, Promise<Prepared | undefined>>();
  let isStill = false;
  for (let due = next(); due && !signal.aborted; due = due.draft ? due : next()) {
    const { survey, trigger, draft } = due;
    const facts = { site: site.site, survey: survey.survey, kind: survey.kind, trigger };
    // Everything that can fail comes before the claim, so that a failure spends nothing.
    const preparation = preparing.get(survey) ?? prepare(options, survey, site.traits, draft?.prompt);
    preparing.set(survey, preparation);
    const prepared = await preparation;
    if (!prepared) {
      drop(due);
      if (draft) return;
      continue;
    }
    if ((trigger === 'show' && !draft) || (isStill && isCalm())) {
      const store = await open(options);
      return draft ? goOn(options, store, due, draft, prepared) : claimAndMount(options, store, due, prepared);
    }
    if (!draft && !announced.has(survey) && !emit('due', facts)) {
      drop(due);
      continue;
    }
    announced.add(survey);
    const end = new AbortController();
    signal.addEventListener('abort', () => end.abort());
    const wait = isStill
      ? load('watch').then(({ onCalmer }) => new Promise<void>((calmer) => onCalmer(calmer, end.signal)))
      : stillness(end.signal);
    isStill = !isStill;
    await Promise.race([wait, new Promise<void>((resolve) => onOpen(resolve))]);
    end.abort();
  }
}

// The rules of where and whether; when to ask was settled when the visitor began.
const placing = /^(consent|mode|never|pages|notPages|devices)$/;

/** Goes on with a draft, unless this is no place for it. */
async function goOn(options: PromptOptions, store: Store, due: Due, draft: Draft, prepared: Prepared): Promise<void> {
  const { ask, drop, view } = options;
  drop(due);
  if (ask(due, view.read()).rules.every(({ id, passes }) => passes || !placing.test(id)))
    await mount(options, store, prepared, draft.prompt, draft.prompt, draft);
}

async function claimAndMount(options: PromptOptions, store: Store, due: Due, prepared: Prepared): Promise<void> {
  const { site, view, ask, drop, change, signal } = options;
  const { survey, trigger } = due;
  const isTest = site.mode === 'test';
  const isOpened = trigger === 'show';
  // Made before the claim, so that a failure spends nothing.
  const known = {
    site: site.site,
    survey: survey.survey,
    trigger,
    ...prepared.facts,
    ...readPage(site.pageUrl),
    client: `earshot/${VERSION}`,
    user: site.user,
    token: site.token,
    traits: due.traits ? (JSON.parse(due.traits) as Traits) : site.traits,
    test: isTest,
  } as const;
  const shownAt = Date.now();
  const passes = (history: History): boolean => ask(due, history).passes;
  const claimed = store
    .claim(view.read(), survey.survey, passes, isTest ? 'test' : isOpened ? 'opened' : 'due')
    .then(async ({ id, history }): Promise<PromptFacts | undefined> => {
      if (!id) return void change(() => history);
      // Begun before what is written meanwhile.
      const frame = new Promise(requestAnimationFrame);
      drop(due, history);
      await frame;
      const visitor = site.visitor !== 'none' ? history.visitorId : undefined;
      return signal.aborted ? undefined : { ...known, id, shownAt, visitor };
    });
  await mount(options, store, prepared, known, claimed);
}
