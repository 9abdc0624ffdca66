/** @jsxRuntime classic */
/** @jsx h */
import { h, render } from 'preact';
import css from './pop-up.css?inline';

const scores = Array.from({ length: 11 }, (_, score) => score);

function PopUp({ subject, score, choose, send, close, never }) {
  return (
    <section class="card" aria-label="Quick survey">
      <form onSubmit={send}>
        <fieldset>
          <legend>How likely are you to recommend {subject} to a friend or colleague?</legend>
          <div class="scale">
            {scores.map((one) => (
              <label key={one}>
                <input type="radio" name="score" value={one} checked={one === score} onChange={() => choose(one)} />
                <span>{one}</span>
              </label>
            ))}
          </div>
          <p class="ends">
            <span>0 = Not at all likely</span>
            <span>10 = Extremely likely</span>
          </p>
        </fieldset>
        {score === undefined ? (
          <button type="button" class="never" onClick={never}>
            Don’t ask again
          </button>
        ) : (
          <div class="more">
            <label>
              {score > 8 ? 'What did you like most?' : 'What could we do better?'} <small>(optional)</small>
              <textarea name="comment" rows={3} />
            </label>
            <button class="send">Send</button>
          </div>
        )}
      </form>
      <button type="button" class="close" aria-label="Close survey" onClick={close}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="m6 6 12 12m0-12-12 12" />
        </svg>
      </button>
    </section>
  );
}

/** Asks, and posts the answer once it is sent; not where the visitor does not want to be asked again. */
export function open({ subject, endpoint }) {
  if (localStorage.getItem('pop-up') === 'never') return;
  const host = document.createElement('pop-up');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const close = () => host.remove();
  const never = () => {
    localStorage.setItem('pop-up', 'never');
    close();
  };
  const send = (event) => {
    event.preventDefault();
    const answer = Object.fromEntries(new FormData(event.currentTarget));
    void fetch(endpoint, {
      method: 'POST',
      body: JSON.stringify(answer),
      headers: { 'content-type': 'application/json' },
    });
    close();
  };
  const choose = (score) => render(<PopUp {...{ subject, score, choose, send, close, never }} />, root);
  choose();
  document.body.append(host);
}
