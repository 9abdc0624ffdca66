/**
 * The shop's own consent bar. Earshot has none: with `data-consent="required"` it stores and shows nothing until the
 * shop has passed on what the visitor said, and remembers that by itself.
 */

const answerKey = 'fathom-fell.consent';
const tellings = {
  given: () => window.earshot('consent', true),
  refused: () => window.earshot('consent', false),
  erased: () => window.earshot('forget'),
};
const words = {
  given: 'You agreed. Thank you.',
  refused: 'You refused. That is fine.',
  erased: 'Withdrawn, and everything is erased.',
};

const bar = document.querySelector('.consent');
const title = bar.querySelector('h2');
const opener = document.querySelector('#privacy-choices');
const status = document.querySelector('#privacy-status');

let answer = readAnswer();

function readAnswer() {
  try {
    return localStorage.getItem(answerKey) ?? 'unanswered';
  } catch {
    return 'unanswered';
  }
}

function writeAnswer(given) {
  answer = given;
  try {
    localStorage.setItem(answerKey, given);
  } catch {
    // With storage blocked the shop has to ask on each page.
  }
}

function openBar() {
  for (const part of bar.querySelectorAll('[data-when]')) part.hidden = !part.dataset.when.split(' ').includes(answer);
  bar.hidden = false;
  status.textContent = '';
}

for (const button of bar.querySelectorAll('button')) {
  button.addEventListener('click', () => {
    const said = button.value;
    // Who came from the footer goes back there; who was asked first is still at the top of the page.
    if (answer !== 'unanswered') opener.focus();
    bar.hidden = true;
    if (!said) return;
    // Erasing withdraws: what remains is a refusal.
    writeAnswer(said === 'erased' ? 'refused' : said);
    status.textContent = words[said];
    tellings[said]();
  });
}

opener.addEventListener('click', () => {
  openBar();
  title.focus();
});

if (document.querySelector('script[data-consent="required"]')) {
  opener.hidden = false;
  if (answer === 'unanswered') openBar();
}
