/** The basket page: its lines, with a quantity each, and what they come to. */
import { readLines, sumUp, writeQuantity } from './basket.js';
import { make } from './make.js';
import { formatPrice } from './products.js';
import { makeEmptyNote, makeTotals } from './totals.js';

const place = document.querySelector('#basket');
const heading = document.querySelector('h1');

function makeLine({ product, quantity, cost }) {
  const id = `quantity-${product.id}`;
  const input = make('input', { id, type: 'number', min: 1, max: 20, value: quantity, inputMode: 'numeric' });
  const remove = make('button', { type: 'button', className: 'plain' }, 'Remove');
  remove.append(make('span', { className: 'unseen' }, ` ${product.name}`));
  const price = make('p', { className: 'line-cost' }, formatPrice(cost));
  const line = make(
    'li',
    { className: 'line' },
    make('img', { src: product.art, alt: '', width: 96, height: 120 }),
    make(
      'div',
      {},
      make('h2', {}, make('a', { href: product.path }, product.name)),
      make('p', { className: 'quiet' }, `${product.what}, ${formatPrice(product.price)}`),
    ),
    make(
      'div',
      { className: 'line-quantity' },
      make('label', { for: id }, 'Quantity', make('span', { className: 'unseen' }, ` of ${product.name}`)),
      input,
      remove,
    ),
    price,
  );
  input.addEventListener('change', () => {
    if (!input.checkValidity()) input.value = Math.min(20, Math.max(1, Math.trunc(input.valueAsNumber) || 1));
    writeQuantity(product.id, input.value);
    price.textContent = formatPrice(product.price * input.valueAsNumber);
    showTotals();
  });
  remove.addEventListener('click', () => {
    writeQuantity(product.id, 0);
    show();
    heading.focus();
  });
  return line;
}

function showTotals() {
  const sums = sumUp(readLines());
  place.querySelector('.totals').replaceWith(makeTotals(sums));
  document.querySelector('#basket-status').textContent = `The total is ${formatPrice(sums.total)}.`;
}

function show() {
  const lines = readLines();
  if (lines.length === 0) {
    place.replaceChildren(makeEmptyNote());
    return;
  }
  place.replaceChildren(
    make('ul', { className: 'lines', role: 'list' }, ...lines.map(makeLine)),
    make(
      'div',
      { className: 'summary' },
      makeTotals(sumUp(lines)),
      make('a', { className: 'button', href: '/checkout' }, 'Go to the checkout'),
      make('p', { className: 'quiet' }, make('a', { href: '/maps' }, 'Or look at more maps')),
    ),
  );
}

show();
