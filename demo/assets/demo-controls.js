/** The controls of the demo bar. What they change holds from the page's next load on, so they load it again. */
import { clockKey, isClockMoved, moveClock } from './demo-clock.js';
import { stopEarshot } from './demo-earshot.js';
import { readBrowser, readTab, writeTab } from './demo-memory.js';
import { readUser, signIn } from './demo-user.js';
import { changeVisitor, eraseHistory, readVisitor, visitorKey } from './demo-visitors.js';

const focusKey = 'demo.focus';

const controlsOf = (panel) => [...panel.querySelectorAll('.demo-controls :is(button, select)')];

function press(button, pressed) {
  button.setAttribute('aria-pressed', String(pressed));
}

/** The settings as chosen; they travel to the server in a cookie, which makes the tag of them. */
function chooseSetting(panel, { name, value }) {
  const settings = { trigger: panel.querySelector('[name="trigger"]').value };
  for (const button of panel.querySelectorAll('[name][aria-pressed="true"]')) settings[button.name] = button.value;
  settings[name] = value;
  // Each kind has its own moment, until another one is chosen.
  if (name === 'kind') delete settings.trigger;
  document.cookie = `earshot-demo=${new URLSearchParams(settings)}; path=/; max-age=31536000; samesite=lax`;
}

/** Puts the keyboard's place on the page back after a load that a control has caused. */
export function restoreFocus(panel) {
  const place = readTab(focusKey);
  writeTab(focusKey, '');
  if (place) controlsOf(panel)[Number(place)]?.focus();
}

/** Makes the controls show how things are, and work. `tell` hears of a change that needs no new page. */
export function showControls(panel, tell) {
  let isLeaving = false;
  const act = (control, type, change) =>
    control.addEventListener(type, async (event) => {
      if (isLeaving) return;
      isLeaving = true;
      // A click without a pointer came from the keyboard, and so may have a choice from a list.
      if (!event.detail) writeTab(focusKey, String(controlsOf(panel).indexOf(control)));
      await change();
      location.reload();
    });

  for (const button of panel.querySelectorAll('button[name]')) {
    act(button, 'click', () => chooseSetting(panel, button));
  }
  const trigger = panel.querySelector('[name="trigger"]');
  act(trigger, 'change', () => chooseSetting(panel, trigger));

  for (const button of panel.querySelectorAll('[data-visitor]')) {
    const { visitor } = button.dataset;
    press(button, visitor === readVisitor());
    act(button, 'click', () => visitor !== readVisitor() && changeVisitor(visitor));
  }
  act(panel.querySelector('.demo-reset'), 'click', eraseHistory);

  for (const button of panel.querySelectorAll('[data-hours]')) {
    const hours = Number(button.dataset.hours);
    if (hours === 0) press(button, !isClockMoved());
    act(button, 'click', async () => {
      await stopEarshot();
      moveClock(hours);
    });
  }

  const user = panel.querySelector('#demo-user');
  user.value = readUser();
  user.addEventListener('change', () => {
    signIn(user.value);
    tell();
  });
}

/** One browser has one clock and one visitor: a page that another tab, or the page after it, left behind loads again. */
export function followOthers() {
  const look = () => `${readVisitor()} ${readBrowser(clockKey)}`;
  const here = look();
  const follow = async () => {
    if (look() === here) return;
    await stopEarshot();
    location.reload();
  };
  window.addEventListener('storage', ({ key }) => (key === clockKey || key === visitorKey) && follow());
  // The way back may lead to a page as it was, clock and all.
  window.addEventListener('pageshow', ({ persisted }) => persisted && follow());
}
