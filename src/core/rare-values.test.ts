import { expect, test } from 'vitest';
import { dayMs } from './duration.ts';
import {
  deviceList,
  domain,
  instant,
  lastInstant,
  patterns,
  present,
  priority,
  share,
  token,
  traits,
} from './rare-values.ts';
import { never, readValue } from './sample-values.ts';
import type { ValueType } from './values.ts';

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
  'a share',
  share,
  [
    ['0%', 0],
    ['8%', 8],
    ['12.5%', 12.5],
    ['0.01%', 0.01],
    ['99.999%', 99.999],
    ['100%', 100],
  ],
  [...never, 8, '8', '101%', '100.1%', '-1%', ' 8%', '8 %', '8%\n', '.5%', '5.%', '1e1%', '008%'],
);

const march = Date.UTC(2026, 2, 1);
const noInstants = [
  ...never,
  march,
  'now',
  '2026-03',
  '2026-3-1',
  '2026-03-01T09:00:00',
  '2026-03-01T09:00',
  '2026-03-01 09:00:00Z',
  '2026-03-01T09Z',
  '2026-03-01T09:00:00+0200',
  '2026-03-01T09:00:00+02',
  '2026-13-01',
  '2026-00-10',
  '2026-02-30',
  '2026-02-29',
  '2026-04-31T00:00:00Z',
  '2026-03-01T25:00:00Z',
  '2026-03-01T09:60:00Z',
  '2026-03-01T09:00:00.1234567890Z',
  '2026-03-01Z',
  ' 2026-03-01',
  '2026-03-01\n',
  '+002026-03-01',
];
const exact: [string, number][] = [
  ['2026-03-01T00:00:00Z', march],
  ['2026-03-01T09:30Z', march + 9.5 * 3_600_000],
  ['2026-03-01T09:00:00.250Z', march + 9 * 3_600_000 + 250],
  ['2026-03-01T02:00:00+02:00', march],
  ['2026-02-28T19:00:00-05:00', march],
  ['2026-03-01T05:45+05:45', march],
];

table(
  'an instant',
  instant,
  [...exact, ['2026-03-01', march], ['2028-02-29', Date.UTC(2028, 1, 29)], ['2026-12-31', Date.UTC(2026, 11, 31)]],
  noInstants,
);

table(
  'a last instant',
  lastInstant,
  [...exact, ['2026-03-01', march + dayMs - 1], ['2028-02-29', Date.UTC(2028, 2, 1) - 1]],
  noInstants,
);

table(
  'a domain',
  domain,
  [
    ['acme.example', 'acme.example'],
    ['shop.acme.example', 'shop.acme.example'],
  ],
  [
    ...never,
    'example',
    '.acme.example',
    'me.example',
    'acme.example.',
    'www.acme.example',
    'other.example',
    'a.shop.acme.example',
    'ACME.example',
    'acme.example;secure',
    'https://acme.example',
    ['acme.example'],
  ],
);

table(
  'a list of devices',
  deviceList,
  [
    ['phone', ['phone']],
    ['phone,tablet', ['phone', 'tablet']],
    [' phone , desktop ', ['phone', 'desktop']],
    [['tablet'], ['tablet']],
  ],
  [...never, 'Phone', 'phone;tablet', 'phone,', 'watch', ['phone', 'watch'], 5],
);

const longest = `/${'x'.repeat(199)}`;
table(
  'patterns of pages',
  patterns,
  [
    ['/docs/**', ['/docs/**']],
    ['/, /cart/*,#/cart', ['/', '/cart/*', '#/cart']],
    ['**', ['**']],
    ['#', ['#']],
    [['/a,b'], ['/a,b']],
    [longest, [longest]],
  ],
  [...never, 'docs', '/docs,', ',', 'https://acme.example/docs', '/a\nb', `${longest}x`, ['/a', 5], 5],
);

table(
  'traits',
  traits,
  [
    [{ plan: 'pro' }, { plan: 'pro' }],
    [{}, {}],
  ],
  [null, undefined, true, [], '', 'plan=pro', 5, ['plan']],
);

table(
  'what is present or not',
  present,
  [
    ['', true],
    [true, true],
    ['false', true],
  ],
  [null, undefined, false, {}, [], 0, 1],
);

table(
  'a priority',
  priority,
  [
    ['0', 0],
    [5, 5],
    ['-1', -1],
    ['999', 999],
    ['-999', -999],
  ],
  [...never, '1000', '-1000', '+1', '1.5', 1.5, ' 1', '--1', 'high'],
);

table(
  'a token',
  token,
  [
    ['a.b-c=', 'a.b-c='],
    ['x'.repeat(2_000), 'x'.repeat(2_000)],
  ],
  [...never, ' a', 'a\nb', 'x'.repeat(2_001), 5],
);
