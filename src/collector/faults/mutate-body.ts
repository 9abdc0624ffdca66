import { bodyOf, type Format } from '../../core/body.ts';
import type { Response } from '../../core/response.ts';
import type { Seeded } from '../../core/simulation/seeded.ts';
import { idOf, sampleResponse } from '../sample-response.ts';

/** A body to post, and what it is said to be. */
export interface Posted {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

const contentTypes: Readonly<Record<Format, string>> = {
  json: 'application/json',
  text: 'text/plain;charset=UTF-8',
  form: 'application/x-www-form-urlencoded;charset=UTF-8',
};
const oddTypes = ['', 'text/html', 'application/json; charset=latin1', 'APPLICATION/JSON', 'multipart/form-data', ';'];

const nested = (depth: number): unknown => (depth ? [nested(depth - 1)] : 0);

/** Values that have broken a parser or a database somewhere. */
const oddValues: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  'null',
  '\u0000',
  '\ud800',
  '😀'.repeat(1500),
  'x'.repeat(40_000),
  'x'.repeat(70_000),
  "'); DROP TABLE responses; --",
  '<img src=x onerror=alert(1)>',
  '=1+1',
  '2026-13-45T99:99:99Z',
  '9999999-01-01T00:00:00.000Z',
  -1,
  -0,
  0.1,
  1e308,
  2 ** 53,
  -(2 ** 63),
  [],
  {},
  nested(7),
  nested(200),
  Array.from({ length: 2000 }, () => 0),
  { toString: 'x', valueOf: 1, length: -1 },
  { constructor: { prototype: 1 } },
  Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key${index}`, index])),
];
const oddNames = ['__proto__', 'constructor', 'toString', '', ' ', '\u0000', 'traits.a.b', 'x'.repeat(500), 'id'];

/** A response with most of what one can hold. */
const richResponse = (random: Seeded): Response =>
  sampleResponse({
    // Few enough that many are revisions of others.
    id: idOf(random.below(5000)),
    revision: 1 + random.below(1e6),
    outcome: 'answered',
    score: random.below(11),
    comment: 'Fast, mostly.',
    reasons: ['price', 'other'],
    reasonOther: 'Colour',
    answers: { emotion: ['happy'], effort: 3, rows: { speed: 4, price: 'na' } },
    contactAllowed: true,
    contactEmail: 'alice@example.com',
    page: 'https://acme.example/pricing',
    visitor: '0195e1c2-0000-4000-8000-000000000001',
    user: 'u_123',
    traits: { plan: 'pro', seats: 4, paying: true },
  });

type Fields = Record<string, unknown>;

/** Changes one thing about the fields. */
function mutateFields(fields: Fields, random: Seeded): Fields {
  const names = Object.keys(fields);
  const name = random.pick(names);
  const { [name]: value, ...without } = fields;
  switch (random.below(4)) {
    case 0:
      return without;
    case 1:
      return { ...fields, [name]: random.pick(oddValues) };
    case 2: {
      // As JSON.parse would, not as a literal does: `__proto__` is a name like others.
      const entries = [...Object.entries(without), [random.pick(oddNames), value] as const];
      return Object.fromEntries(entries) as Fields;
    }
    default:
      return { ...fields, [random.pick(oddNames)]: random.pick(oddValues) };
  }
}

/** Changes some bytes: other ones, fewer, or some twice. */
function mutateBytes(bytes: Uint8Array<ArrayBuffer>, random: Seeded): Uint8Array<ArrayBuffer> {
  const from = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, from + 1 + random.below(random.chance(0.2) ? bytes.length + 1 : 4));
  const noise = Uint8Array.from({ length: random.below(8) }, () => random.below(256));
  const [before, inside, after] = [bytes.slice(0, from), bytes.slice(from, to), bytes.slice(to)];
  const parts = [
    [before, noise, after],
    [before, after],
    [before, inside, inside, after],
    [before, noise, inside, after],
    [before],
  ];
  return new Uint8Array(Buffer.concat(random.pick(parts)));
}

/** What JSON can say and a value cannot: numbers beyond all bounds, and a name that is there twice. */
const mutateText = (text: string, random: Seeded): string =>
  text.replace(random.pick(['9', '0', '"', ':', ',', '}']), () =>
    random.pick(['1e999', '-1e999', '00', '"id":"x","id":', '{"a":1}', '\\u0000', '\\ud800', '[[[[', 'NaN']),
  );

/** Fields as a body; the widget leaves out what makes one too long, so that one that is has to be written by hand. */
const writeBody = (fields: Fields, format: Format): string =>
  format !== 'form' && JSON.stringify(fields).length > 10_000
    ? JSON.stringify(fields)
    : String(bodyOf(fields as unknown as Response, format));

/** A valid body in one of the three formats, changed in any number of places; the seed tells how. One in ten stays valid. */
export function mutateBody(random: Seeded): Posted {
  const format = random.pick<Format>(['json', 'text', 'form']);
  const valid: Fields = { ...richResponse(random) };
  if (random.chance(0.1))
    return { contentType: contentTypes[format], body: new TextEncoder().encode(writeBody(valid, format)) };
  let fields = valid;
  while (random.chance(0.5)) fields = mutateFields(fields, random);
  const text = writeBody(fields, format);
  let body = new TextEncoder().encode(random.chance(0.2) ? mutateText(text, random) : text);
  while (random.chance(0.3)) body = mutateBytes(body, random);
  return { contentType: random.chance(0.03) ? random.pick(oddTypes) : contentTypes[format], body };
}
