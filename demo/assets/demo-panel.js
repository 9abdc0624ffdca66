/** What else the demo bar shows: the log of events, who visits on which day, and the news that Earshot is missing. */
import { make } from './make.js';

const who = document.querySelector('#demo-who');
const day = document.querySelector('#demo-day');

let hint;

/** Says in the bar and in the panel that Earshot is not there. */
export function showMissing(collector) {
  const bar = document.querySelector('.demo-bar');
  const long = `Earshot did not load: ${collector} does not answer. The shop works without it.`;
  const place = bar.querySelector('.demo-hint');
  hint = [...place.childNodes];
  bar.classList.add('is-missing');
  place.replaceChildren(
    make('span', { className: 'wide-only' }, long),
    make('span', { className: 'narrow-only' }, 'Earshot did not load.'),
  );
  document.querySelector('#demo-explain').replaceChildren(make('p', {}, long));
}

/** Takes back that Earshot is missing: it came late. */
export function showPresent() {
  document.querySelector('.demo-bar').classList.remove('is-missing');
  document.querySelector('.demo-hint').replaceChildren(...hint);
}

/** Says who visits, unless that is Ada, with whom everything begins, and nobody is signed in. */
export function showWho(visitor, user) {
  const name = visitor[0].toUpperCase() + visitor.slice(1);
  who.replaceChildren(make('span', { className: 'unseen' }, 'Visitor: '), user ? `${name}, ${user}` : name);
  who.hidden = visitor === 'ada' && !user;
}

/** Says which day the page believes it is, and how far that is off; an empty text means that it is right. */
export function showDay(offset) {
  const weekday = new Date().toLocaleDateString([], { weekday: 'short' });
  const date = new Date().toLocaleDateString([], { dateStyle: 'medium' });
  const wide = (text) => make('span', { className: 'wide-only' }, text);
  day.replaceChildren(make('span', { className: 'unseen' }, 'The page believes it is '), wide(`${weekday} `), date);
  day.append(wide(`, ${offset}`));
  day.hidden = !offset;
}

function formatTime(at) {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? new Date(at).toLocaleTimeString() : new Date(at).toLocaleDateString([], { dateStyle: 'medium' });
}

/** Shows the log, newest first. */
export function showLog(log) {
  const place = document.querySelector('#demo-log');
  if (log.length === 0) {
    place.replaceChildren(make('p', {}, 'No prompt yet in this tab.'));
    return;
  }
  const items = log.map(({ at, name, survey, score, outcome, reason }) => {
    const details = [survey, score === undefined ? undefined : `score ${score}`, outcome, reason];
    return make(
      'li',
      {},
      make('time', { dateTime: new Date(at).toISOString() }, formatTime(at)),
      make('code', {}, name),
      make('span', {}, details.filter(Boolean).join(', ')),
    );
  });
  place.replaceChildren(make('ol', { role: 'list' }, ...items));
}
