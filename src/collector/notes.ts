import type { Hono } from 'hono';
import type { FieldProblem } from '../core/parse-response.ts';
import { answerQuery, privately } from './answer-query.ts';
import { parseAnnotation, parseTriage } from './parse-notes.ts';
import { parseAnnotationsQuery, parseSiteQuery } from './parse-query.ts';
import { printRow } from './print-rows.ts';
import { makeProblem } from './problem.ts';
import { readJson } from './read-json.ts';
import type { Annotation, Store } from './store.ts';

const printAnnotation = ({ at, ...annotation }: Annotation) => ({ ...annotation, at: new Date(at).toISOString() });

const refuse = (problems: readonly FieldProblem[]): Response =>
  makeProblem(422, `${problems.map(({ field, message }) => `${field || 'The body'} ${message}`).join('; ')}.`, {
    errors: problems,
  });

/** What the owner notes: on a response, and on the time axis. */
export function addNotes(app: Hono, store: Store, makeId: () => string): void {
  app.patch('/v1/responses/:id', ({ req }) =>
    answerQuery(parseSiteQuery(new URL(req.url).searchParams), async ({ filter: { site } }) => {
      const body = await readJson(req.raw);
      if ('refusal' in body) return body.refusal;
      const parsed = parseTriage(body.value);
      if ('problems' in parsed) return refuse(parsed.problems);
      const rows = await store.writeTriage(req.param('id'), site, parsed.value);
      const [row] = rows;
      if (!row) return makeProblem(404, 'There is no response with this id.');
      return rows.length === 1
        ? Response.json(printRow(row), privately)
        : makeProblem(409, 'Responses of several sites have this id: name one as site=…');
    }),
  );
  app.get('/v1/annotations', ({ req }) =>
    answerQuery(parseAnnotationsQuery(new URL(req.url).searchParams), async ({ filter }) =>
      Response.json({ annotations: (await store.readAnnotations(filter)).map(printAnnotation) }, privately),
    ),
  );
  app.post('/v1/annotations', async ({ req }) => {
    const body = await readJson(req.raw);
    if ('refusal' in body) return body.refusal;
    const parsed = parseAnnotation(body.value);
    if ('problems' in parsed) return refuse(parsed.problems);
    const annotation = { id: makeId(), ...parsed.value };
    await store.writeAnnotation(annotation);
    return Response.json(printAnnotation(annotation), { status: 201, headers: privately.headers });
  });
  app.delete('/v1/annotations/:id', async ({ req }) =>
    (await store.eraseAnnotation(req.param('id')))
      ? new Response(null, { status: 204 })
      : makeProblem(404, 'There is no annotation with this id.'),
  );
}
