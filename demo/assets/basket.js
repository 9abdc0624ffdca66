/** The basket, kept in this browser under the shop's own keys, which Earshot never touches. */
import { deliveryFor, products } from './products.js';

const basketKey = 'fathom-fell.basket';
const orderKey = 'fathom-fell.order';
const mostOfOneSheet = 20;

function readStored(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function writeStored(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // With storage blocked the basket lasts as long as the page, and the shop stays usable.
  }
}

function clampQuantity(quantity) {
  return Math.min(mostOfOneSheet, Math.max(0, Math.trunc(Number(quantity)) || 0));
}

/** The basket's lines in the order of the catalogue, each `{ product, quantity, cost }`. */
export function readLines() {
  const stored = readStored(basketKey) ?? {};
  return products
    .map((product) => ({ product, quantity: clampQuantity(stored[product.id]) }))
    .filter(({ quantity }) => quantity > 0)
    .map((line) => ({ ...line, cost: line.product.price * line.quantity }));
}

/** What the lines come to, in pounds, and how many sheets they are. */
export function sumUp(lines) {
  const goods = lines.reduce((sum, { cost }) => sum + cost, 0);
  const sheets = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const delivery = deliveryFor(goods);
  return { sheets, goods, delivery, total: goods + delivery };
}

/** Sets how many of one sheet are in the basket; 0 takes it out. */
export function writeQuantity(id, quantity) {
  const kept = Object.fromEntries(readLines().map((line) => [line.product.id, line.quantity]));
  writeStored(basketKey, { ...kept, [id]: clampQuantity(quantity) });
  document.dispatchEvent(new Event('basket-changed'));
}

/** Puts more of one sheet into the basket. */
export function addToBasket(id, quantity) {
  const already = readLines().find(({ product }) => product.id === id)?.quantity ?? 0;
  writeQuantity(id, already + clampQuantity(quantity));
}

/** Turns the basket into an order, which keeps a number and sums, and nothing about the person. */
export function placeOrder() {
  const { sheets, total } = sumUp(readLines());
  const order = { order: `A-${10_000 + Math.floor(Math.random() * 90_000)}`, sheets, total };
  writeStored(orderKey, order);
  writeStored(basketKey, {});
  return order;
}

/** The order placed last in this browser, `{ order, sheets, total }`, or null. */
export function readOrder() {
  const order = readStored(orderKey);
  return typeof order?.order === 'string' && typeof order.total === 'number' ? order : null;
}
