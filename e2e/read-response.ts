import type { Row } from './fault-server.ts';

/** `traits.plan` goes into `{ traits: { plan } }`. */
function put(row: Record<string, unknown>, name: string, value: unknown): void {
  const [first = '', ...rest] = name.split('.');
  if (!rest.length) row[first] = value;
  else put((row[first] ??= {}) as Record<string, unknown>, rest.join('.'), value);
}

function readForm(body: string): Row {
  const row: Record<string, unknown> = {};
  const fields = new URLSearchParams(body);
  for (const name of new Set(fields.keys())) {
    const values = fields.getAll(name);
    put(row, name, values.length > 1 ? values : values[0]);
  }
  return row;
}

/**
 * A posted body by its content type, as a receiver would read it; all values of a form are texts, and a name that comes
 * more than once is a list.
 */
export function readResponse(contentType: string, body: string): Row {
  const type = contentType.split(';')[0]?.trim();
  if (type === 'application/x-www-form-urlencoded') return readForm(body);
  if (type === 'application/json' || type === 'text/plain') return JSON.parse(body) as Row;
  throw new Error(`nobody reads ${contentType}`);
}
