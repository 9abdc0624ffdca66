/** @jsxRuntime classic */
/** @jsx h */
import { h, render } from 'preact';
import css from './pop-up.css?inline';

const scores = Array.from({ length: 11 }, (_, score) => score);

function PopUp({ subject, score, choose, send }) {
  return (
    <form class="card" onSubmit={send}>
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
      </fieldset>
      {score !== undefined && (
        <div class="more">
          <textarea name="comment" rows={3} aria-label="What is the main reason for your answer?" />
          <button>Send</button>
        </div>
      )}
    </form>
  );
}

/** Asks, and posts the answer once it is sent. */
export function open({ subject, endpoint }) {
  const host = document.createElement('pop-up');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const send = (event) => {
    event.preventDefault();
    const answer = Object.fromEntries(new FormData(event.currentTarget));
    void fetch(endpoint, {
      method: 'POST',
      body: JSON.stringify(answer),
      headers: { 'content-type': 'application/json' },
    });
    host.remove();
  };
  const choose = (score) => render(<PopUp {...{ subject, score, choose, send }} />, root);
  choose();
  document.body.append(host);
}
