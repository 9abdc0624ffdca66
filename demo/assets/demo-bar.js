/** The demo bar: no part of the shop. It shows what Earshot thinks and does, and changes what that depends on. */
import { describeOffset, isClockMoved } from './demo-clock.js';
import { followOthers, restoreFocus, showControls } from './demo-controls.js';
import { askEarshot, whenMissing } from './demo-earshot.js';
import { showExplanation } from './demo-explain.js';
import { readLog, recordEvent } from './demo-log.js';
import { readTab, writeTab } from './demo-memory.js';
import { showDay, showLog, showMissing, showPresent, showWho } from './demo-panel.js';
import { readUser, resumeUser } from './demo-user.js';
import { readVisitor } from './demo-visitors.js';

const openKey = 'demo.bar';
const pollMs = 2000;

const bar = document.querySelector('.demo-bar');
const panel = bar.querySelector('.demo-panel');
const toggle = bar.querySelector('.demo-toggle');
const { collector } = panel.dataset;

function setOpen(open) {
  toggle.setAttribute('aria-expanded', String(open));
  panel.hidden = !open;
  writeTab(openKey, open ? 'open' : 'closed');
  if (open) refresh();
}

async function refresh() {
  if (panel.hidden || document.hidden) return;
  showExplanation(await askEarshot());
}

function showSituation() {
  showWho(readVisitor(), readUser());
  showDay(isClockMoved() ? describeOffset() : '');
}

window.hearEarshot((event) => {
  recordEvent(event);
  showLog(readLog());
  // Earshot records an event before or after it tells: ask once the tellers are done.
  setTimeout(refresh);
});

toggle.addEventListener('click', () => setOpen(panel.hidden));
document.addEventListener('visibilitychange', refresh);
setInterval(refresh, pollMs);
resumeUser();
whenMissing(
  () => showMissing(collector),
  () => {
    showPresent();
    refresh();
  },
);
showLog(readLog());
showSituation();
showControls(panel, () => {
  showSituation();
  refresh();
});
followOthers();
setOpen(readTab(openKey) === 'open');
restoreFocus(panel);
