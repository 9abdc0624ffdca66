/** What every page of the shop does: count the basket in the header, and put sheets into it. */
import { addToBasket, readLines, sumUp } from './basket.js';
import { make } from './make.js';

function countBasket() {
  const { sheets } = sumUp(readLines());
  for (const count of document.querySelectorAll('.basket-count')) {
    count.textContent = `(${sheets})`;
    count.hidden = sheets === 0;
  }
}

function sayAdded(status) {
  const { sheets } = sumUp(readLines());
  const inAll = sheets === 1 ? 'One sheet is' : `${sheets} sheets are`;
  status.replaceChildren(`Added. ${inAll} in your basket. `, make('a', { href: '/basket' }, 'See the basket'));
}

countBasket();
document.addEventListener('basket-changed', countBasket);
window.addEventListener('storage', countBasket);
window.addEventListener('pageshow', countBasket);

for (const form of document.querySelectorAll('form.buy')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    addToBasket(form.dataset.product, form.elements.quantity.value);
    sayAdded(form.querySelector('[role=status]'));
  });
}
