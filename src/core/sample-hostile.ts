// Values that no owner means, for tests. No product code imports it.

const refuse = (): never => {
  throw new Error('hostile');
};

const ring = (): unknown => {
  const one: Record<string, unknown> = {};
  one.self = one;
  return one;
};

const revoked = (target: object): unknown => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

/** Each makes a value that throws when it is touched, or is not what it looks like. */
export const hostile: Readonly<Record<string, () => unknown>> = {
  'toString that throws': () => ({ toString: refuse }),
  'valueOf that throws': () => ({ valueOf: refuse, toString: undefined }),
  'toPrimitive that throws': () => ({ [Symbol.toPrimitive]: refuse }),
  'toString that gives no text': () => ({ toString: () => ({}) }),
  'toJSON that throws': () => ({ toJSON: refuse }),
  'toJSON that gives nothing': () => ({ toJSON: () => undefined }),
  'getter that throws': () => Object.defineProperty({}, 'a', { enumerable: true, get: refuse }),
  'list with a getter that throws': () => Object.defineProperty(['load'], 0, { get: refuse }),
  'list with a map of its own': () => Object.assign(['load'], { map: refuse }),
  'list of itself': () => {
    const list: unknown[] = [];
    list.push(list);
    return list;
  },
  'list with a hole': () => Array.from({ length: 2 }),
  'list of hostile items': () => [{ toString: refuse }, Symbol('x')],
  'object without a prototype': () => Object.create(null) as unknown,
  'object that holds itself': ring,
  'proxy that throws': () => new Proxy({}, { get: refuse, ownKeys: refuse, has: refuse, getPrototypeOf: refuse }),
  'revoked proxy': () => revoked({}),
  'revoked proxy of a list': () => revoked([]),
  'revoked proxy of a function': () => revoked(() => {}),
  symbol: () => Symbol('x'),
  'symbol of all languages': () => Symbol.iterator,
  bigint: () => 5n,
  function: () => refuse,
  'not a number': () => NaN,
  infinity: () => -Infinity,
  'minus zero': () => -0,
  'text object': () => Object('45d') as unknown,
  'number object': () => Object(7) as unknown,
  'pattern object': () => /45d/,
  'invalid date': () => new Date(NaN),
  'own __proto__': () => JSON.parse('{"__proto__":{"gap":"1d"},"constructor":"x"}') as unknown,
  'null character': () => '\0',
  'half a letter': () => '\uD83D',
  'letters from right to left': () => '\u202Esoon',
  markup: () => '<img src=x onerror=alert(1)>',
};

/** Names that every object has, and words that mean something else elsewhere. */
export const junk: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'undefined',
  'null',
  'NaN',
  'true',
  '[object Object]',
  '-0',
  '1e9',
  '0x10',
  '٣',
];
