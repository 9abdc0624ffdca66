import { render } from 'preact';
import { standardScale } from '../core/kinds.ts';
import type { PromptOptions } from '../core/ports.ts';
import { wordingOf } from '../core/wording.ts';
import { Card, type Handlers } from './card.tsx';
import { makeHost } from './host.ts';
import { whenSeen } from './seen.ts';
import { factsOf, openSession } from './session.ts';
import { initialState, reduce, type Action } from './state.ts';
import { makeTexts } from './texts.ts';
import { onThemeChange, readTheme } from './theme.ts';

// A live region must stand for a moment before it speaks (WCAG F103).
const arrivalMs = 150;
const thanksMs = 6e3;
// The same width as in prompt.css: below it, eleven points do not fit into one row.
const narrow = '(max-width: 479px)';

/** Shows the prompt in the top layer; resolves when it is gone. */
export const showPrompt = (options: PromptOptions): Promise<void> => new Promise((resolve) => open(options, resolve));

function open(options: PromptOptions, done: () => void): void {
  const { site, survey } = options;
  const { kind } = survey;
  const scale = standardScale(kind);
  const texts = makeTexts(survey, scale);
  const layout = kind === 'nps' && matchMedia(narrow).matches ? 'two-rows' : 'row';
  const wording = wordingOf([survey.question, survey.lowLabel, survey.highLabel]);
  const session = openSession(options, factsOf(options, { question: texts.question, wording, layout }));

  const gone = new AbortController();
  const { signal } = gone;
  const later = (work: () => void, ms: number): void => {
    const timer = setTimeout(work, ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  };
  const host = makeHost(() => on.close(), signal);
  let state = initialState;
  const paint = (): void => {
    const theme = readTheme(site.theme);
    render(<Card {...{ kind, scale, texts, state, theme, on }} isTest={site.mode === 'test'} />, host.root);
  };
  const dispatch = (action: Action): void => {
    state = reduce(state, action);
    paint();
  };
  const remove = (): void => {
    host.returnFocus();
    gone.abort();
    render(null, host.root);
    host.remove();
    done();
  };
  const fade = (): void => (host.isHovered() || host.root.activeElement ? later(fade, thanksMs) : on.close());
  const on: Handlers = {
    choose(score) {
      session.choose(score);
      dispatch({ type: 'chose', score });
    },
    type(comment) {
      session.busy();
      dispatch({ type: 'typed', comment });
    },
    send() {
      const isComplete = state.score !== undefined;
      if (isComplete) {
        session.finish(state.comment);
        host.returnFocus();
        later(fade, thanksMs);
      }
      dispatch({ type: 'sent', status: texts.thanks(undefined) });
      if (!isComplete) host.root.querySelector('input')?.focus();
    },
    close() {
      session.close();
      remove();
    },
  };

  document.addEventListener('visibilitychange', () => document.hidden && session.leave(), { signal });
  addEventListener('pagehide', session.leave, { signal });
  onThemeChange(paint, signal);
  options.signal.addEventListener('abort', remove, { signal });
  paint();
  host.show();
  whenSeen(session.seen, signal);
  later(() => dispatch({ type: 'arrived', status: texts.locale.arrival }), arrivalMs);
}
