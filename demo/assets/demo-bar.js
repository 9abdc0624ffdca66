/** The demo bar: no part of the shop. It changes the shop's Earshot tag and shows what Earshot thinks and does. */
import { askEarshot, eraseEarshot, whenMissing } from './demo-earshot.js';
import { readLog, recordEvent, watchedEvents, writeLog } from './demo-log.js';
import { showExplanation, showLog, showMissing, showPresent } from './demo-panel.js';

const openKey = 'fathom-fell.demo-bar';
const focusKey = 'fathom-fell.demo-focus';
const pollMs = 2000;

const bar = document.querySelector('.demo-bar');
const panel = bar.querySelector('.demo-panel');
const toggle = bar.querySelector('.demo-toggle');
const { collector } = panel.dataset;

function remember(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // With storage blocked the bar starts closed on each page.
  }
}

function recall(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function setOpen(open) {
  toggle.setAttribute('aria-expanded', String(open));
  panel.hidden = !open;
  remember(openKey, open ? 'open' : 'closed');
  if (open) refresh();
}

async function refresh() {
  if (panel.hidden || document.hidden) return;
  showExplanation(await askEarshot());
}

function reload(event) {
  // A click without a pointer came from the keyboard, whose place on the page should survive the reload.
  if (event.detail === 0) {
    const { kind, mode } = event.currentTarget.dataset;
    remember(focusKey, kind ?? mode ?? 'reset');
  }
  location.reload();
}

function restoreFocus() {
  const wanted = recall(focusKey);
  remember(focusKey, '');
  if (!wanted) return;
  const selector = wanted === 'reset' ? '.demo-reset' : `[data-kind="${wanted}"], [data-mode="${wanted}"]`;
  bar.querySelector(selector)?.focus();
}

function chosen(name) {
  return panel.querySelector(`[data-${name}][aria-pressed="true"]`).dataset[name];
}

for (const button of panel.querySelectorAll('[data-kind], [data-mode]')) {
  button.addEventListener('click', (event) => {
    const settings = { kind: chosen('kind'), mode: chosen('mode'), ...button.dataset };
    document.cookie = `earshot-demo=${settings.kind}.${settings.mode}; path=/; max-age=31536000; samesite=lax`;
    reload(event);
  });
}

panel.querySelector('.demo-reset').addEventListener('click', async (event) => {
  const { detail, currentTarget } = event;
  currentTarget.disabled = true;
  await eraseEarshot();
  writeLog([]);
  reload({ detail, currentTarget });
});

for (const name of watchedEvents) {
  document.addEventListener(name, (event) => {
    recordEvent(event);
    showLog(readLog());
    // Earshot records an event before or after it tells: ask once the tellers are done.
    setTimeout(refresh);
  });
}

toggle.addEventListener('click', () => setOpen(panel.hidden));
document.addEventListener('visibilitychange', refresh);
setInterval(refresh, pollMs);
whenMissing(
  () => showMissing(collector),
  () => {
    showPresent();
    refresh();
  },
);
showLog(readLog());
setOpen(recall(openKey) === 'open');
restoreFocus();
