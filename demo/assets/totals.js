/** The sums under a basket or an order. */
import { make } from './make.js';
import { formatPrice } from './products.js';

/** A list of goods, delivery and total. */
export function makeTotals({ goods, delivery, total }) {
  const row = (className, term, value) => make('div', { className }, make('dt', {}, term), make('dd', {}, value));
  return make(
    'dl',
    { className: 'totals' },
    row('', 'Maps', formatPrice(goods)),
    row('', 'Delivery', delivery === 0 ? 'Free' : formatPrice(delivery)),
    row('grand', 'Total', formatPrice(total)),
  );
}

/** What stands where a basket would, when there is nothing in it. */
export function makeEmptyNote() {
  return make(
    'div',
    { className: 'empty' },
    make('p', {}, 'Your basket is empty, like the north-west corner of most maps.'),
    make('a', { className: 'button', href: '/maps' }, 'Look at the maps'),
  );
}
