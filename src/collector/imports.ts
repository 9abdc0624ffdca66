import type { Hono } from 'hono';
import { parseResponse, type FieldProblem } from '../core/parse-response.ts';
import { privately } from './answer-query.ts';
import { parseInstant } from './parse-instant.ts';
import { makeProblem } from './problem.ts';
import { readBody } from './read-body.ts';
import { readRaw } from './read-raw.ts';
import { unread } from './receive.ts';
import type { Receipt, Store } from './store.ts';

/** The largest body in bytes: some thirty thousand responses. */
const maxImportBytes = 16 * 2 ** 20;
/** How many lines are written at a time. */
const someLines = 256;
/** How many wrong lines are named. */
const mostProblems = 100;

interface LineProblem extends FieldProblem {
  readonly line: number;
}

type Line = { readonly write: (store: Store, nowMs: number) => Promise<Receipt> } | { readonly problem: FieldProblem };

function parseLine(text: string): Line {
  const raw = readRaw('application/json', text);
  if ('status' in raw) return { problem: { field: '', message: raw.detail } };
  const parsed = parseResponse(raw.value);
  if ('problems' in parsed) return { problem: parsed.problems[0] };
  const { firstReceivedAt } = raw.value as { readonly firstReceivedAt?: unknown };
  return {
    write: (store, nowMs) => store.writeResponse(parsed.response, nowMs, parseInstant(firstReceivedAt)),
  };
}

async function importLines(store: Store, lines: readonly string[], nowMs: number): Promise<Response> {
  const problems: LineProblem[] = [];
  let [imported, known, refused] = [0, 0, 0];
  for (let start = 0; start < lines.length; start += someLines) {
    const some = lines.slice(start, start + someLines).map(async (text, index) => {
      if (!text.trim()) return;
      const line = parseLine(text);
      if ('problem' in line) {
        refused++;
        if (problems.length < mostProblems) problems.push({ line: start + index + 1, ...line.problem });
      } else if ((await line.write(store, nowMs)) === 'known') known++;
      else imported++;
    });
    await Promise.all(some);
  }
  return Response.json({ imported, known, refused, problems }, privately);
}

/** Takes responses that another collector kept, as its export prints them: a line of JSON each. */
export function addImports(app: Hono, store: Store, now: () => number): void {
  app.post('/v1/imports', async ({ req }) => {
    const type = (req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
    if (type !== 'application/x-ndjson')
      return makeProblem(415, 'Send one response per line as application/x-ndjson.', {
        headers: { accept: 'application/x-ndjson' },
      });
    const body = await readBody(req.raw, maxImportBytes);
    if (!('reason' in body)) return importLines(store, body.text.split('\n'), now());
    return body.reason === 'too-large'
      ? makeProblem(
          413,
          `The body is larger than ${maxImportBytes} bytes: send it in parts; nothing is doubled by that.`,
        )
      : unread[body.reason]();
  });
}
