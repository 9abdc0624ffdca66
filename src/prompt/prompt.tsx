/** @jsxRuntime classic */
/** @jsx h */
import { h, render } from 'preact';
import { isCalm, stillness } from '../browser/moment.ts';
import { smallViewport } from '../browser/small-viewport.ts';
import { openStore } from '../browser/store.ts';
import type { Draft } from '../core/draft.ts';
import type { History } from '../core/history.ts';
import type { Said } from '../core/said.ts';
import { segmentOf } from '../core/kinds.ts';
import type { Due, EventDetail, PromptOptions, Store } from '../core/ports.ts';
import type { PromptFacts, Traits } from '../core/response.ts';
import type { Survey } from '../core/settings.ts';
import { Card, type CardProps, type Handlers } from './card.tsx';
import { makeHost } from './host.ts';
import { readPage } from './page.ts';
import { openSession } from './session.ts';
import { initialState, reduce, type Action, type Delivery, type State } from './state.ts';
import { prepare, type Prepared } from './prepare.ts';

declare const VERSION: string;

// A live region must stand for a moment before it speaks (WCAG F103).
const arrivalMs = 150;
const thanksMs = 6e3;

// What fires by itself again can be put off; a moment that the visitor or the page made is gone.
const comesAgain = (trigger: string): boolean => !/^(event|click|manual)/.test(trigger);

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
      change(() => history);
      if (!id) return undefined;
      drop(due);
      await new Promise(requestAnimationFrame);
      const visitor = site.visitor !== 'none' ? history.visitorId : undefined;
      return signal.aborted ? undefined : { ...known, id, shownAt, visitor };
    });
  await mount(options, store, prepared, known, claimed);
}

/**
 * Resolves when the prompt is gone. The card is made while it is not known yet whether it may be shown. A draft is gone on
 * with where it was left.
 */
async function mount(
  options: PromptOptions,
  store: Store,
  { survey, texts, looks, after }: Prepared,
  known: CardProps['facts'],
  claimed: PromptFacts | undefined | Promise<PromptFacts | undefined>,
  draft?: Draft,
): Promise<void> {
  const { onOpen, load } = options;
  const isFixed = looks?.isFixed;
  const gone = new AbortController();
  const { signal } = gone;
  const host = makeHost({
    language: texts.tag,
    looks,
    more: after?.css,
    onEscape: () => on.close('dismissed'),
    signal,
  });
  const { root } = host;
  let state: State = { ...draft?.journey, ...initialState, score: draft?.progress.score };
  const later = (work: () => void, ms: number): void => {
    const timer = setTimeout(work, ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  const dispatch = (action: Action): void => {
    state = reduce(state, action);
    render(<Card {...{ facts: known, texts, looks, after, state, on, canWait: comesAgain(known.trigger) }} />, root);
  };
  const said = (): Said => after?.said(state) ?? { comment: state.comment };
  const remove = (): void => {
    gone.abort();
    host.returnFocus();
    host.remove();
  };
  const fade = (): void => (host.isHeld() ? later(fade, thanksMs) : on.close('dismissed'));
  const on: Handlers = {
    choose(score) {
      dispatch({ score, wrong: undefined });
      session.choose(score, said());
    },
    give(change) {
      dispatch({ ...change, wrong: undefined });
      session.give(state);
    },
    go(way) {
      const { score } = state;
      const moved = after?.move(state, way) ?? (score === undefined ? { wrong: 'score' } : { isDone: true });
      if (moved.wrong || score === undefined) {
        dispatch(moved);
        root.querySelector<HTMLElement>('[aria-invalid] input,input[aria-invalid]')?.focus();
      } else if (moved.isDone) {
        session.finish(said(), onDelivery);
        host.returnFocus();
        dispatch({ ...moved, status: texts.thanks(segmentOf(known.kind, known.max, score)), delivery: 'sending' });
        if (!isFixed) later(fade, thanksMs);
      } else {
        dispatch(moved);
        session.advance(said(), state);
        // A question or the score, not a field: on a phone that would open the keyboard.
        root.querySelector<HTMLElement>('legend[tabindex],:checked')?.focus();
      }
    },
    close(refusal) {
      session.close(refusal);
      remove();
    },
  };
  const focus = (): true | void => {
    // The closing words make room.
    if (state.isDone) return on.close('dismissed');
    root.host.dispatchEvent(new Event('unfold'));
    root.querySelector('input')?.focus();
    return true;
  };
  dispatch({});
  const facts = await claimed;
  if (!facts) return;
  const session = openSession(options, store, facts, signal, draft);
  const onDelivery = (delivery: Delivery): void => {
    const status = delivery === 'kept' || delivery === 'refused' ? texts.strings[delivery] : state.status;
    dispatch({ delivery, status });
  };
  // What was kept may get there while the closing words still stand.
  document.addEventListener(
    'earshot:sent',
    (event) => {
      const { id, outcome } = (event as CustomEvent<EventDetail>).detail;
      if (id === facts.id && outcome === 'answered' && state.delivery === 'kept')
        dispatch({ delivery: 'sent', status: texts.strings.sent });
    },
    { signal },
  );
  const onElsewhere = (): void => {
    session.leave();
    remove();
  };

  // Another user is there, whom this prompt did not ask.
  root.host.addEventListener('leave', onElsewhere, { signal });
  // A page that is left is hidden first, in every browser of the floor.
  document.addEventListener('visibilitychange', () => document.hidden && session.leave(), { signal });
  options.signal.addEventListener('abort', remove, { signal });
  onOpen(focus);
  // What nobody sees comes behind the first frame.
  const watching = new Promise((painted) => setTimeout(painted))
    .then(() => load('watch'))
    .then(
      ({ attend }) =>
        attend({
          ...options,
          facts,
          onSeen: session.seen,
          onElsewhere,
          onTaken: remove,
          host: root.host,
          survey,
          signal,
        }),
      // Without that part the prompt counts as one that nobody saw.
      () => {},
    );
  const isOpened = facts.trigger === 'show' && !draft;
  const appear = (): void => {
    host.show(isOpened);
    if (isOpened) focus();
  };
  // On a small viewport it begins as a pill, which that part makes of it.
  if (innerHeight < smallViewport && !isFixed) void watching.then(() => signal.aborted || appear());
  else appear();
  if (!isFixed) later(() => dispatch({ status: texts.strings.arrival }), arrivalMs);
  await new Promise((done) => signal.addEventListener('abort', done));
}
