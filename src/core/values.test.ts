import { expect, test } from 'vitest';
import { choice, count, duration, durationOrNever, httpUrl, slug, text, triggers, type ValueType } from './values.ts';

const base = 'https://acme.example/shop/cart?x=1#top';

function table(
  name: string,
  type: ValueType<unknown>,
  good: readonly (readonly [unknown, unknown])[],
  bad: readonly unknown[],
) {
  test.each(good)(`${name} takes %j as %j`, (raw, value) => expect(type(raw, base)).toEqual(value));
  test.each(bad.map((raw) => [raw]))(`${name} refuses %j`, (raw) => expect(type(raw, base)).toBeUndefined());
}

const never = [null, undefined, true, {}, [], ''];

table(
  'a choice',
  choice(['live', 'test']),
  [['live', 'live']],
  [...never, 'LIVE', 'off', ' live', ['live'], 'toString'],
);

table(
  'a text',
  text,
  [
    ['Acme', 'Acme'],
    ['  Acme \n', 'Acme'],
    ['0', '0'],
  ],
  [...never, '  ', '\n', 5, ['Acme']],
);

table(
  'a slug',
  slug,
  [
    ['nps', 'nps'],
    ['A.b:c_d-1', 'A.b:c_d-1'],
    ['x'.repeat(100), 'x'.repeat(100)],
  ],
  [...never, 'a b', 'a/b', 'ä', 'nps\n', 'x'.repeat(101), 5],
);

table('a duration', duration, [['45d', 3_888_000_000]], [...never, 'never', '45', 45]);

table(
  'a duration or never',
  durationOrNever,
  [
    ['45d', 3_888_000_000],
    ['never', Infinity],
  ],
  [...never, 'Never', 'forever'],
);

table(
  'a count',
  count,
  [
    ['0', 0],
    [0, 0],
    ['999', 999],
    [7, 7],
    ['007', 7],
  ],
  [...never, '1000', 1_000, -1, 1.5, '1e2', ' 1', '1\n'],
);

table(
  'an endpoint',
  httpUrl,
  [
    ['https://a.example/x', 'https://a.example/x'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['/responses', 'https://acme.example/responses'],
    ['responses', 'https://acme.example/shop/responses'],
    ['//b.example', 'https://b.example/'],
    [' https://a.example ', 'https://a.example/'],
  ],
  [
    ...never,
    '  ',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example',
    'mailto:a@b.example',
    'https://',
    'http://[',
    5,
  ],
);

table(
  'a trigger',
  triggers,
  [
    ['load', ['load']],
    ['event:order_completed', ['event:order_completed']],
    ['load;event:a.b:c-d', ['load', 'event:a.b:c-d']],
    ['load ; event:a', ['load', 'event:a']],
    [
      ['load', 'event:a'],
      ['load', 'event:a'],
    ],
  ],
  [
    ...never,
    'Load',
    'event:',
    'event:a b',
    'load;',
    'load,event:a',
    ['load', ''],
    `event:${'x'.repeat(101)}`,
    5,
    'click:#a',
  ],
);
