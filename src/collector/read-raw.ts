/** A body as a value that is still to be validated; or why there is none, as a sentence for the one who sent it. */
export type Raw = { readonly value: unknown } | { readonly status: 400 | 415; readonly detail: string };

// A response holds a third of these at most.
const mostDepth = 8;
const mostMembers = 1000;

const numbers: ReadonlySet<string> = new Set(['v', 'revision', 'score', 'min', 'max']);
const lists: ReadonlySet<string> = new Set(['reasons']);

/** A number where only a number can be meant, true and false likewise; else the text as it is. */
function readValue(path: readonly string[], text: string): unknown {
  const [first = ''] = path;
  const isNumber = numbers.has(first) || first === 'answers';
  if (isNumber && /^-?\d{1,9}(\.\d+)?$/.test(text)) return Number(text);
  if ((first === 'test' || first === 'contactAllowed') && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

type Members = Map<string, unknown>;

/** Names as own properties, whatever they are called. */
const toObject = (members: Members): Record<string, unknown> =>
  Object.fromEntries([...members].map(([name, value]) => [name, value instanceof Map ? toObject(value) : value]));

/**
 * A form as the widget writes one: `traits.plan` is a member of `traits`, a name that comes more than once is a list. A
 * form has only texts: what is a number, a flag or a list of one is known by its name. Answers of digits are numbers.
 */
function readForm(text: string): unknown {
  const given = new URLSearchParams(text);
  const members: Members = new Map();
  for (const name of new Set(given.keys())) {
    const path = name.split('.', mostDepth);
    const values = given.getAll(name).map((one) => readValue(path, one));
    let place = members;
    for (const part of path.slice(0, -1)) {
      const next = place.get(part);
      const inside: Members = next instanceof Map ? (next as Members) : new Map<string, unknown>();
      place.set(part, inside);
      place = inside;
    }
    place.set(path.at(-1) ?? '', values.length > 1 || lists.has(name) ? values : values[0]);
  }
  return toObject(members);
}

/** Deeper or with more members than a response could ever be. */
function isImmodest(value: unknown): boolean {
  let left = mostMembers;
  const look = (one: unknown, depth: number): boolean =>
    typeof one == 'object' &&
    one !== null &&
    (depth > mostDepth || Object.values(one).some((inside) => --left < 0 || look(inside, depth + 1)));
  return look(value, 1);
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'application/json': (text) => JSON.parse(text) as unknown,
  // The same JSON, sent so that no browser asks first.
  'text/plain': (text) => JSON.parse(text) as unknown,
  'application/x-www-form-urlencoded': readForm,
};

/** The media types that are read. */
export const mediaTypes: readonly string[] = Object.keys(readers);

/** Reads a body by its content type, in any of the three formats of the widget. */
export function readRaw(contentType: string, text: string): Raw {
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const read = Object.hasOwn(readers, mediaType) ? readers[mediaType] : undefined;
  if (!read) return { status: 415, detail: `Send ${mediaTypes.join(', ')}.` };
  let value: unknown;
  try {
    value = read(text);
  } catch {
    return { status: 400, detail: 'The body is not valid JSON.' };
  }
  return isImmodest(value)
    ? {
        status: 400,
        detail: `The body is nested deeper than ${mostDepth} levels, or has more than ${mostMembers} members.`,
      }
    : { value };
}
