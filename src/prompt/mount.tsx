/** @jsxRuntime classic */
/** @jsx h */
import { h, render } from 'preact';
import { smallViewport } from '../browser/small-viewport.ts';
import type { Draft } from '../core/draft.ts';
import { segmentOf } from '../core/kinds.ts';
import type { EventDetail, PromptOptions, Store } from '../core/ports.ts';
import type { PromptFacts, Said } from '../core/response.ts';
import { Card, type CardProps, type Handlers } from './card.tsx';
import { makeHost, type Host } from './host.ts';
import type { Prepared } from './prepare.ts';
import { openSession, type Session } from './session.ts';
import { initialState, reduce, type Action, type Delivery, type State } from './state.ts';

// A live region must stand for a moment before it speaks (WCAG F103).
const arrivalMs = 150;
const thanksMs = 6e3;

/** A prompt that is drawn. */
interface Drawn extends Prepared {
  readonly host: Host;
  readonly state: () => State;
  readonly dispatch: (action: Action) => void;
  /** Works after so many ms, unless the prompt is gone. */
  readonly later: (work: () => void, ms: number) => void;
  readonly remove: () => void;
  readonly signal: AbortSignal;
}

// What fires by itself again can be put off; a moment that the visitor or the page made is gone.
const comesAgain = (trigger: string): boolean => !/^(event|click|manual)/.test(trigger);

/** One that stands in the page. */
interface Standing extends Drawn {
  readonly facts: PromptFacts;
  readonly session: Session;
}

/** What the visitor does, carried out. */
function makeHandlers(
  { facts, texts, looks, after, host, state, dispatch, later, remove }: Drawn,
  session: () => Session,
): Handlers {
  const { root } = host;
  const said = (): Said => after?.said(state()) ?? { comment: state().comment };
  const fade = (): void => (host.isHeld() ? later(fade, thanksMs) : on.close('dismissed'));
  const onDelivery = (delivery: Delivery): void => {
    const status = delivery === 'kept' || delivery === 'refused' ? texts.strings[delivery] : state().status;
    dispatch({ delivery, status });
  };
  const on: Handlers = {
    choose(score) {
      dispatch({ score, wrong: undefined });
      session().choose(score, said());
    },
    give(change) {
      dispatch({ ...change, wrong: undefined });
      session().give(state());
    },
    go(way) {
      const { score } = state();
      const moved = after?.move(state(), way) ?? (score === undefined ? { wrong: 'score' } : { isDone: true });
      if (moved.wrong || score === undefined) {
        dispatch(moved);
        root.querySelector<HTMLElement>('[aria-invalid] input,input[aria-invalid]')?.focus();
      } else if (moved.isDone) {
        session().finish(said(), onDelivery);
        host.returnFocus();
        dispatch({ ...moved, status: texts.thanks(segmentOf(facts.kind, facts.max, score)), delivery: 'sending' });
        if (!looks?.isFixed) later(fade, thanksMs);
      } else {
        dispatch(moved);
        session().advance(said(), state());
        // A question or the score, not a field: on a phone that would open the keyboard.
        root.querySelector<HTMLElement>('legend[tabindex],:checked')?.focus();
      }
    },
    close(refusal) {
      session().close(refusal);
      remove();
    },
  };
  return on;
}

/** Lets the prompt hear what is none of the visitor's doing in it. */
function listen({ facts, texts, session, state, dispatch, remove, signal }: Standing, options: PromptOptions): void {
  // What was kept may get there while the closing words still stand.
  document.addEventListener(
    'earshot:sent',
    (event) => {
      const { id, outcome } = (event as CustomEvent<EventDetail>).detail;
      if (id === facts.id && outcome === 'answered' && state().delivery === 'kept')
        dispatch({ delivery: 'sent', status: texts.strings.sent });
    },
    { signal },
  );
  // A page that is left is hidden first, in every browser of the floor.
  document.addEventListener('visibilitychange', () => document.hidden && session.leave(), { signal });
  options.signal.addEventListener('abort', remove, { signal });
}

/** Shows the prompt, and has the page watched around it. */
function appear(
  { survey, looks, facts, session, host, remove, signal }: Standing,
  options: PromptOptions,
  isOpened: boolean,
  focus: () => void,
): void {
  const element = host.root.host as HTMLElement;
  const onElsewhere = (): void => {
    session.leave();
    remove();
  };
  // Another user is there, whom this prompt did not ask.
  element.addEventListener('leave', onElsewhere, { signal });
  // What nobody sees comes behind the first frame.
  const watching = new Promise((painted) => setTimeout(painted))
    .then(() => options.load('watch'))
    .then(
      ({ attend }) =>
        attend({
          ...options,
          facts,
          onSeen: session.seen,
          onElsewhere,
          onTaken: remove,
          host: element,
          survey,
          signal,
        }),
      // Without that part the prompt counts as one that nobody saw.
      () => {},
    );
  const show = (): void => {
    host.show(isOpened);
    if (isOpened) focus();
  };
  // On a small viewport it begins as a pill, which that part makes of it.
  if (innerHeight < smallViewport && !looks?.isFixed) void watching.then(() => signal.aborted || show());
  else show();
}

/**
 * Draws a prompt while it is not known yet whether it may be shown, and shows it; resolves when it is gone, or will not come.
 * A draft is gone on with where it was left.
 */
export async function mount(
  options: PromptOptions,
  store: Store,
  prepared: Prepared,
  known: CardProps['facts'],
  claimed: PromptFacts | undefined | Promise<PromptFacts | undefined>,
  draft?: Draft,
): Promise<void> {
  const { texts, looks, after } = prepared;
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
  let session: Session;
  let state: State = { ...draft?.journey, ...initialState, score: draft?.progress.score };
  const drawn: Drawn = {
    ...prepared,
    host,
    signal,
    state: () => state,
    dispatch(action) {
      state = reduce(state, action);
      render(<Card {...{ facts: known, texts, looks, after, state, on, canWait: comesAgain(known.trigger) }} />, root);
    },
    later(work, ms) {
      const timer = setTimeout(work, ms);
      signal.addEventListener('abort', () => clearTimeout(timer));
    },
    remove() {
      gone.abort();
      host.returnFocus();
      host.remove();
    },
  };
  const on = makeHandlers(drawn, () => session);
  const focus = (): true | void => {
    // The closing words make room.
    if (state.isDone) return on.close('dismissed');
    root.host.dispatchEvent(new Event('unfold'));
    root.querySelector('input')?.focus();
    return true;
  };
  drawn.dispatch({});
  const facts = await claimed;
  if (!facts) return;
  session = openSession(options, store, facts, signal, draft);
  const standing: Standing = { ...drawn, facts, session };
  listen(standing, options);
  options.onOpen(focus);
  appear(standing, options, facts.trigger === 'show' && !draft, focus);
  if (!looks?.isFixed)
    drawn.later(() => drawn.dispatch({ status: after?.arrival ?? texts.strings.arrival }), arrivalMs);
  await new Promise((done) => signal.addEventListener('abort', done));
}
