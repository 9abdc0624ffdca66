/** The checkout: what is ordered, and a form whose contents go nowhere. */
import { placeOrder, readLines, sumUp } from './basket.js';
import { make } from './make.js';
import { formatPrice } from './products.js';
import { makeEmptyNote, makeTotals } from './totals.js';

const checkout = document.querySelector('#checkout');
const form = checkout.querySelector('form');
const lines = readLines();

if (lines.length === 0) {
  checkout.replaceWith(makeEmptyNote());
} else {
  const items = lines.map(({ product, quantity, cost }) =>
    make('li', {}, make('span', {}, `${quantity} × ${product.name}`), make('span', {}, formatPrice(cost))),
  );
  checkout
    .querySelector('.summary')
    .append(make('ul', { className: 'brief', role: 'list' }, ...items), makeTotals(sumUp(lines)));
  checkout.hidden = false;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  placeOrder();
  location.assign('/order-complete');
});
