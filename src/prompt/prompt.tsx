/** @jsxRuntime classic */
/** @jsx h */
import { h, render } from 'preact';
import { standardScale } from '../core/kinds.ts';
import type { PromptOptions } from '../core/ports.ts';
import type { PromptFacts } from '../core/response.ts';
import { parseTraits } from '../core/traits.ts';
import { wordingOf } from '../core/wording.ts';
import { Card, type Handlers } from './card.tsx';
import { makeHost } from './host.ts';
import { readPage } from './page.ts';
import { whenSeen } from './seen.ts';
import { openSession } from './session.ts';
import { initialState, reduce, type Action } from './state.ts';
import { makeTexts, type Texts } from './texts.ts';

declare const VERSION: string;

// A live region must stand for a moment before it speaks (WCAG F103).
const arrivalMs = 150;
const thanksMs = 6e3;
// The same width as in prompt.css: below it, eleven points do not fit into one row.
const narrow = '(max-width: 479px)';

/** See `PromptChunk` in `core/ports.ts`. */
export async function show(options: PromptOptions): Promise<boolean> {
  const { due, site, outbox, view, ask, emit, isCalm, signal, warn } = options;
  const { survey: name, kind, question, lowLabel, highLabel } = due.survey;
  const facts = { site: site.site, survey: name, kind, trigger: due.trigger };
  if (!(due.announced ||= emit('due', facts))) return true;
  if (!isCalm() || signal.aborted) return false;
  const isTest = site.mode === 'test';
  const texts = makeTexts(due.survey);
  // Made before the claim, so that a failure spends nothing.
  const known = {
    ...facts,
    ...standardScale(kind),
    ...readPage(),
    client: `earshot/${VERSION}`,
    locale: 'en',
    question: texts.question,
    wording: wordingOf([question, lowLabel, highLabel]),
    layout: kind === 'nps' && matchMedia(narrow).matches ? 'two-rows' : 'row',
    traits: parseTraits(due.traits, () => warn('traits')),
    test: isTest,
  } as const;
  const shownAt = Date.now();
  const { id, history } = await outbox.claim(view.read(), name, (merged) => ask(due.survey, merged).passes, isTest);
  if (!isTest) view.write(history);
  await new Promise(requestAnimationFrame);
  if (!id || signal.aborted) return false;
  await new Promise<void>((done) => mount(options, done, texts, { ...known, id, shownAt }));
  return true;
}

function mount(options: PromptOptions, done: () => void, texts: Texts, facts: PromptFacts): void {
  const gone = new AbortController();
  const { signal } = gone;
  const session = openSession(options, facts);
  const host = makeHost(() => on.close(), signal);
  const { root } = host;
  let state = initialState;
  const later = (work: () => void, ms: number): void => {
    const timer = setTimeout(work, ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  const dispatch = (action: Action): void => {
    state = reduce(state, action);
    render(<Card {...{ facts, texts, state, on }} />, root);
  };
  const remove = (): void => {
    host.returnFocus();
    gone.abort();
    host.remove();
    done();
  };
  const fade = (): void => (host.isHeld() ? later(fade, thanksMs) : on.close());
  const on: Handlers = {
    choose(score) {
      session.choose(score);
      dispatch({ score, missing: false });
    },
    type(comment) {
      session.busy();
      dispatch({ comment });
    },
    send() {
      if (state.score === undefined) {
        dispatch({ missing: true });
        root.querySelector('input')?.focus();
      } else {
        session.finish(state.comment);
        host.returnFocus();
        dispatch({ isDone: true, status: texts.thanks });
        later(fade, thanksMs);
      }
    },
    close() {
      session.close();
      remove();
    },
  };

  // A page that is left is hidden first, in every browser of the floor.
  document.addEventListener('visibilitychange', () => document.hidden && session.leave(), { signal });
  options.signal.addEventListener('abort', remove, { signal });
  dispatch({});
  host.show();
  whenSeen(session.seen, signal);
  later(() => dispatch({ status: texts.locale.arrival }), arrivalMs);
}
