/**
 * Brings the prompt of this page into the state that the page's address names, by doing what a visitor would. Once it is
 * there `<html>` has `data-state`; where it cannot be had, `data-failed` says why, and so does the page.
 */
const patienceMs = 10_000;
const page = document.documentElement;
const { wanted, kind, points } = page.dataset;

const root = () => document.querySelector('earshot-prompt')?.shadowRoot;
const find = (selector) => root()?.querySelector(selector);
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

async function until(what, isThere) {
  const end = Date.now() + patienceMs;
  for (let found = isThere(); ; found = isThere()) {
    if (found) return found;
    if (page.dataset.missing) throw new Error(`The widget cannot be had from ${page.dataset.missing}.`);
    if (Date.now() > end) throw new Error(`“${wanted}” was not reached: ${what} did not come.`);
    await frame();
  }
}
const press = async (selector) => (await until(selector, () => find(selector))).click();

async function type(selector, text) {
  const field = await until(selector, () => find(selector));
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** A score that most visitors would be glad of; the points of an nps begin at 0. */
const choose = () => press(`[name=score][value="${kind === 'nps' ? 9 : points - 1}"]`);

/** On to what comes after the score. */
async function go() {
  await choose();
  await press('.send');
}

/** Sends; what becomes of the answer is told below the closing words, first that it is on its way. */
async function send(event) {
  let isTold = !event;
  if (event) document.addEventListener(`earshot:${event}`, () => (isTold = true));
  await go();
  const { textContent: first } = await until('the closing words', () => find('.thanks small'));
  await until(`what becomes of the answer`, () => isTold && find('.thanks small')?.textContent !== first);
}

const pressAll = async (...selectors) => {
  for (const selector of selectors) await press(selector);
};

/** In the first step after the score. */
async function answer(selector, ...more) {
  await go();
  await until('the step', () => find('.step'));
  await pressAll(selector, ...more);
}

const ways = {
  card() {},
  pill: () => until('the pill', () => document.querySelector('earshot-prompt').hasAttribute('folded')),
  intro: () => until('the sentence above the question', () => find('.intro')),
  privacy: () => until('the link', () => find('.privacy')),
  async error() {
    // What Enter does on a point: the button is there, and hidden.
    await press('.send');
    await until('the error', () => find('#error')?.textContent);
  },
  chosen: choose,
  async typed() {
    await choose();
    await type('textarea', 'The wells are where you say they are.');
  },
  async reasons() {
    await choose();
    await pressAll('.chip:nth-child(2) input', '.chip:last-child input');
    await type('.reasons textarea', 'The smell of the ink');
  },
  async contact() {
    await choose();
    await press('.contact input');
    await type('[type=email]', 'ann@example.com');
  },
  async email() {
    await choose();
    await press('.contact input');
    await type('[type=email]', 'ann at home');
    await press('.send');
    await until('the error', () => find('#email-error')?.textContent);
  },
  sending: () => send(),
  sent: () => send('sent'),
  kept: () => send('kept'),
  refused: () => send('refused'),
  async link() {
    await send('sent');
    await until('the link', () => find('.link'));
  },
  async text() {
    await answer('.step');
    await type('.step textarea', 'The marsh behind Port Ellary.');
  },
  choice: () => answer('.choice:nth-child(2) input'),
  choices: () => answer('.choice:nth-child(1) input', '.choice:nth-child(4) input'),
  rating: () => answer('.point:nth-child(8) input'),
  battery: () =>
    answer(
      'fieldset fieldset:nth-of-type(1) .point:nth-child(4) input',
      'fieldset fieldset:nth-of-type(2) .none input',
    ),
  rank: () => answer('.rank li:nth-child(3) .arrow'),
};

function fail(message) {
  page.dataset.failed = message;
  const words = document.createElement('p');
  words.className = 'failure';
  words.role = 'alert';
  words.textContent = message;
  document.querySelector('main').prepend(words);
}

try {
  await until('a prompt', () => find('.card')?.checkVisibility());
  await ways[wanted]();
  // Frozen at the end of whatever moves.
  const host = document.querySelector('earshot-prompt');
  await Promise.all(host.getAnimations({ subtree: true }).map(({ finished }) => finished.catch(() => {})));
  await document.fonts.ready;
  await frame();
  page.dataset.state = wanted;
} catch (error) {
  fail(error.message);
}
