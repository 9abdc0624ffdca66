import { expect, test } from 'vitest';
import { name } from './rare-values.ts';
import { never, readValue } from './sample-values.ts';
import { choice, count, duration, durationOrNever, httpUrl, slug, text, triggers, type ValueType } from './values.ts';

function table(
  about: string,
  type: ValueType<unknown>,
  good: readonly (readonly [raw: unknown, value: unknown])[],
  bad: readonly unknown[],
): void {
  test.each(good)(`${about} takes %j as %j`, (raw, value) => expect(readValue(type, raw)).toEqual(value));
  test.each(bad.map((raw) => [raw]))(`${about} refuses %j`, (raw) => expect(readValue(type, raw)).toBeUndefined());
}

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
    ['/responses', 'https://shop.acme.example/responses'],
    ['responses', 'https://shop.acme.example/shop/responses'],
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
  'a name',
  name,
  [
    ['u_123', 'u_123'],
    ['Ann Lee', 'Ann Lee'],
    ['x'.repeat(200), 'x'.repeat(200)],
  ],
  [...never, ' u', '\n', 'a\nb', 'x'.repeat(201), 5],
);

table(
  'a trigger',
  triggers,
  [
    ['load', ['load']],
    ['exit', ['exit']],
    ['manual', ['manual']],
    ['event:order_completed', ['event:order_completed']],
    ['load;event:a.b:c-d', ['load', 'event:a.b:c-d']],
    ['load ; event:a', ['load', 'event:a']],
    [
      ['load', 'event:a'],
      ['load', 'event:a'],
    ],
    ['click:#buy', ['click:#buy']],
    ['click: .a > a[href="x,y"]', ['click: .a > a[href="x,y"]']],
    ['visible:footer, .end', ['visible:footer, .end']],
    [`click:${'x'.repeat(190)}`, [`click:${'x'.repeat(190)}`]],
    ['scroll:0%;scroll:7%;scroll:50%;scroll:100%', ['scroll:0%', 'scroll:7%', 'scroll:50%', 'scroll:100%']],
    ['time:0s;time:30s;time:99999d', ['time:0s', 'time:30s', 'time:99999d']],
    ['load;exit;manual;event:a', ['load', 'exit', 'manual', 'event:a']],
  ],
  [
    ...never,
    'Load',
    'loads',
    'load:x',
    'exit:top',
    'event:',
    'event:a b',
    'load;',
    ';',
    'load;;exit',
    'load,event:a',
    ['load', ''],
    ['load', 5],
    [['load']],
    `event:${'x'.repeat(101)}`,
    5,
    'click:',
    'click',
    'click:a\nb',
    `click:${'x'.repeat(191)}`,
    'visible:',
    'scroll:50',
    'scroll:101%',
    'scroll:100.5%',
    'scroll:-5%',
    'scroll:%',
    'time:30',
    'time:',
    'time:1.5s',
    'time:100000s',
    'time:never',
    'manual;show',
  ],
);
