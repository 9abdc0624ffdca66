/** Shows the chosen cards at once, where the form would load another page: the choosers keep their place and the focus. */
const form = document.querySelector('form');

/** As little as says it: the first value of a chooser goes without saying, but for one, so that the address names something. */
function readAddress() {
  const said = [...form.elements].filter(({ name, selectedIndex }) => name && (name === 'kind' || selectedIndex > 0));
  return `/gallery?${new URLSearchParams(said.map(({ name, value }) => [name, value]))}`;
}

let asked;

async function show(address) {
  asked = address;
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // Somebody was quicker, or there are more cards than a page will show, which that page says best.
  if (asked !== address) return;
  if (!answer.ok) return location.assign(address);
  history.pushState(undefined, '', address);
  // Told by a status that stays.
  document.querySelector('.count').textContent = page.querySelector('.count').textContent;
  for (const part of ['.comparisons', '.figures', '.pages-here'])
    document.querySelector(part).replaceWith(page.querySelector(part));
}

form.addEventListener('change', () => show(readAddress()));
addEventListener('popstate', () => location.reload());
