/** The page after an order: says its number, and tells Earshot, which may now ask how it went. */
import { readOrder } from './basket.js';
import { make } from './make.js';
import { formatPrice } from './products.js';

const order = readOrder();

if (order) {
  const sheets = order.sheets === 1 ? 'one sheet' : `${order.sheets} sheets`;
  document
    .querySelector('#order')
    .replaceChildren(
      'Your order is ',
      make('strong', {}, order.order),
      `: ${sheets}, ${formatPrice(order.total)} in all.`,
    );
  document.querySelector('#order-next').hidden = false;
  window.earshot('track', 'order_completed', { order: order.order, total: order.total });
}
