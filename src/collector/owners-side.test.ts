import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Response as SurveyResponse } from '../core/response.ts';
import { makeApp } from './app.ts';
import { makeMeters } from './meters.ts';
import { idOf, sampleResponse } from './sample-response.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

const token = 'token-of-the-test';
const start = Date.UTC(2026, 10, 21);
let folder = '';
let store: Store;
let nowMs = start;
let closing: AbortController;
let app: Hono;

const appOf = (kept: Store): Hono =>
  makeApp({
    store: kept,
    token,
    origins: '*',
    readServedFile: async () => undefined,
    trustedProxies: [],
    rateLimit: async () => undefined,
    meters: makeMeters(),
    closing: closing.signal,
    draining: new AbortController().signal,
    now: () => nowMs,
    makeId: () => 'mark-1',
    random: () => 0.5,
    log: () => undefined,
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-owner-'));
  nowMs = start;
  closing = new AbortController();
  const opened = openSqliteStore(join(folder, 'earshot.db'), start);
  if ('problem' in opened) throw new Error(opened.problem);
  store = opened.store;
  app = appOf(store);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, more: RequestInit = {}) =>
  app.request(path, { ...more, headers: { authorization: `Bearer ${token}`, ...more.headers } });
const read = async (path: string): Promise<Record<string, unknown>> =>
  (await (await ask(path)).json()) as Record<string, unknown>;
const send = (path: string, method: string, body: unknown) => ask(path, { method, body: JSON.stringify(body) });

async function keep(...responses: readonly Partial<SurveyResponse>[]): Promise<void> {
  await Promise.all(
    responses.map((more, index) => store.writeResponse(sampleResponse({ id: idOf(index), ...more }), nowMs + index)),
  );
}

test.each([
  ['GET', '/v1/stream'],
  ['GET', '/v1/people?user=u'],
  ['DELETE', '/v1/people?user=u'],
  ['PATCH', `/v1/responses/${idOf(0)}`],
  ['GET', '/v1/annotations'],
  ['POST', '/v1/annotations'],
  ['DELETE', '/v1/annotations/mark-1'],
  ['POST', '/v1/imports'],
])('does not %s %s without the token', async (method, path) => {
  const answer = await app.request(path, { method });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
});

test('says of every path what may be done there', async () => {
  const answer = await ask('/v1/people', { method: 'PUT' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, DELETE, OPTIONS']);
});

test('filters results by what visitors have in common', async () => {
  await keep(
    { score: 9, device: 'phone', traits: { plan: 'pro', paid: true } },
    { score: 2, device: 'phone', traits: { plan: 'free' } },
    { score: 10, device: 'desktop', locale: 'de', trigger: 'event:order', shape: 'stars', page: 'https://a.example/' },
  );
  const scores = async (query: string) => {
    const { surveys } = (await read(`/v1/results?${query}`)) as { surveys: { counts: Record<string, number> }[] };
    return surveys.flatMap(({ counts }) => Object.keys(counts).filter((score) => counts[score]));
  };
  expect(await scores('device=phone')).toEqual(['2', '9']);
  expect(await scores('trait.plan=pro')).toEqual(['9']);
  expect(await scores('trait.paid=true')).toEqual(['9']);
  expect(await scores('segment=positive')).toEqual(['9', '10']);
  expect(await scores('locale=de')).toEqual(['10']);
  expect(await scores('trigger=event:order&shape=stars')).toEqual(['10']);
  expect(await scores('page=https://a.example/')).toEqual(['10']);
  expect(await scores('device=phone&segment=negative')).toEqual(['2']);
  expect(await scores('device=tablet')).toEqual([]);
});

test('splits results by a facet: the frequent values first, then what has none', async () => {
  await keep(
    { score: 9, traits: { plan: 'pro' } },
    { score: 2, traits: { plan: 'free' } },
    { score: 3, traits: { plan: 'free' } },
    { score: 10 },
  );
  const { surveys } = (await read('/v1/results?split=trait.plan')) as { surveys: { split: unknown }[] };
  expect(surveys[0]?.split).toMatchObject({
    by: 'trait.plan',
    values: [
      { value: 'free', n: 2, score: -100 },
      { value: 'pro', n: 1, score: 100 },
    ],
    without: { n: 1, score: 100 },
  });
});

test('shows how a survey has developed, by days, weeks and months', async () => {
  const at = (day: string): Partial<SurveyResponse> => ({ shownAt: `${day}T10:00:00.000Z` });
  await keep({ ...at('2026-10-30'), score: 0 }, at('2026-11-02'), at('2026-11-08'), {
    ...at('2026-11-09'),
    test: true,
  });
  const trend = async (interval: string) => {
    const { surveys } = (await read(`/v1/results?interval=${interval}`)) as {
      surveys: { trend: { from: string; n: number; score: number }[] }[];
    };
    return surveys[0]?.trend.map(({ from, n, score }) => [from, n, score]);
  };
  expect(await trend('day')).toEqual([
    ['2026-10-30', 1, -100],
    ['2026-11-02', 1, 100],
    ['2026-11-08', 1, 100],
  ]);
  expect(await trend('week')).toEqual([
    ['2026-10-26', 1, -100],
    ['2026-11-02', 2, 100],
  ]);
  expect(await trend('month')).toEqual([
    ['2026-10-01', 1, -100],
    ['2026-11-01', 2, 100],
  ]);
});

test('says when a value was first and last seen', async () => {
  await keep(
    { wording: 'standard-1', shownAt: '2026-11-02T10:00:00.000Z' },
    { wording: 'standard-1', shownAt: '2026-11-05T10:00:00.000Z' },
    { wording: 'custom-0a1b2c3d', shownAt: '2026-11-06T10:00:00.000Z' },
  );
  expect(await read('/v1/results?split=wording')).toMatchObject({
    surveys: [
      {
        split: {
          values: [
            { value: 'standard-1', first: '2026-11-02', last: '2026-11-05' },
            { value: 'custom-0a1b2c3d', first: '2026-11-06', last: '2026-11-06' },
          ],
        },
      },
    ],
  });
});

test('lists 50 values of a split, and all further ones as one', async () => {
  await keep(...Array.from({ length: 53 }, (_, index) => ({ traits: { plan: `p${index}` } })));
  const { surveys } = (await read('/v1/results?split=trait.plan')) as {
    surveys: { split: { values: unknown[]; others: unknown } }[];
  };
  expect(surveys[0]?.split.values).toHaveLength(50);
  expect(surveys[0]?.split.others).toMatchObject({ values: 3, n: 3 });
});

test('tells how all prompts ended, those without a score included', async () => {
  const { score: _, ...unscored } = sampleResponse();
  await store.writeResponse({ ...unscored, outcome: 'dismissed' }, nowMs);
  await keep({ outcome: 'answered' });
  await store.writeResponse({ ...unscored, id: idOf(7), outcome: 'ignored' }, nowMs);
  expect(await read('/v1/results')).toMatchObject({
    surveys: [{ n: 1, outcomes: { answered: 1, ignored: 1, shown: 0 } }],
  });
});

test.each([
  ['split=price', 'split must be one of segment, page'],
  ['interval=year', 'interval must be one of day, week, month'],
  ['plan=pro', 'plan is not a parameter here'],
  ['trait.=x', 'trait. is not a parameter here'],
  ['device=phone&device=desktop', 'device must be given once'],
  [Array.from({ length: 11 }, (_, index) => `trait.t${index}=x`).join('&'), 'at most 10 can be combined'],
])('names what is wrong with ?%s', async (query, message) => {
  const answer = await ask(`/v1/results?${query}`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(message) as string });
});

test('prints all responses as lines, however many there are', async () => {
  await keep(...Array.from({ length: 450 }, () => ({})));
  const answer = await ask('/v1/responses?format=ndjson');
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
  const lines = (await answer.text()).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as SurveyResponse).id)).toEqual(
    Array.from({ length: 450 }, (_, index) => idOf(449 - index)),
  );
});

test('pages lines and tables, too, where a limit is given', async () => {
  await keep({}, {}, {});
  const first = await ask('/v1/responses?format=csv&limit=2');
  const [, next = ''] = /<(.+)>; rel="next"/.exec(first.headers.get('link') ?? '') ?? [];
  expect((await first.text()).trim().split('\r\n')).toHaveLength(3);
  const second = await (await ask(next)).text();
  expect(second.trim().split('\r\n')).toEqual([expect.stringContaining(idOf(0))]);
});

test('prints a table that a spreadsheet reads as text: marked as UTF-8, quoted, and without a formula', async () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'];
  await keep(
    { comment: 'He said "yes",\nand left; ä', reasons: ['price', 'other'], traits: { plan: 'pro' } },
    ...formulas.map((comment) => ({ comment })),
  );
  const bytes = new Uint8Array(await (await ask('/v1/responses?format=csv')).arrayBuffer());
  expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  const table = new TextDecoder().decode(bytes);
  expect(table).toContain('"He said ""yes"",\nand left; ä",price;other,');
  expect(table).toContain('"{""plan"":""pro""}"');
  for (const formula of formulas) expect(table).toContain(`'${formula}`);
  expect(table.split('\r\n')[0]).toMatch(/^firstReceivedAt,site,survey,kind,score,/);
});

test('prints the head of a table without responses', async () => {
  expect(await (await ask('/v1/responses?format=csv')).text()).toMatch(/^firstReceivedAt,.*,tags\r\n$/);
});

test('says the segment of a score where the sender did not', async () => {
  await keep({ score: 3, comment: 'Slow.' });
  expect(await read('/v1/responses')).toMatchObject({ responses: [{ score: 3, segment: 'negative' }] });
  expect(await read('/v1/results')).toMatchObject({ surveys: [{ comments: [{ segment: 'negative' }] }] });
});

test('finds a rare response among many', async () => {
  await keep(...Array.from({ length: 999 }, (_, index) => (index === 0 ? { device: 'phone' as const } : {})));
  expect(await read('/v1/responses?device=phone')).toMatchObject({ responses: [{ id: idOf(0) }] });
});

test('lists what is sought: by comment, score, scale, tag, status and mode', async () => {
  await keep(
    { score: 2, comment: 'The PARCEL was late.' },
    { score: 9, comment: 'Parcels come fast.' },
    { score: 9 },
    { score: 6, comment: 'Parcel lost', test: true },
    { kind: 'csat', min: 1, max: 5, score: 2, comment: 'Late.' },
  );
  await send(`/v1/responses/${idOf(0)}`, 'PATCH', { tags: ['delivery', 'late'], status: 'open' });
  const find = async (query: string): Promise<unknown> =>
    ((await read(`/v1/responses?${query}`)) as { responses: { id: string }[] }).responses.map(({ id }) =>
      [0, 1, 2, 3, 4].findIndex((index) => idOf(index) === id),
    );
  expect(await find('commented=true')).toEqual([4, 3, 1, 0]);
  expect(await find('search=parcel&test=false')).toEqual([1, 0]);
  expect(await find('search=ＰＡＲＣＥＬ&test=true')).toEqual([3]);
  expect(await find('search=%25')).toEqual([]);
  expect(await find('score=0-6')).toEqual([4, 3, 0]);
  expect(await find('score=9&commented=true')).toEqual([1]);
  expect(await find('kind=csat&max=5')).toEqual([4]);
  expect(await find('tag=delivery')).toEqual([0]);
  expect(await find('tag=deliver')).toEqual([]);
  expect(await find('status=open')).toEqual([0]);
  expect(await find('status=none&score=0-2&max=10')).toEqual([]);
});

test.each([
  ['score=6-0', 'score must be a score such as 7, or the first and the last such as 0-6, up to 10.'],
  ['score=11', 'score must be a score such as 7, or the first and the last such as 0-6, up to 10.'],
  ['commented=yes', 'commented must be one of true.'],
  ['status=closed', 'status must be one of open, done, none.'],
  ['max=2', 'max must be an integer from 3 to 10.'],
  ['search=', 'search must be text of 1 to 200 characters.'],
])('refuses to list %s, and says what is allowed', async (query, detail) => {
  expect(await read(`/v1/responses?${query}`)).toMatchObject({ status: 400, detail });
});

test('counts what visitors opened themselves apart, and comments among the scores', async () => {
  await keep(
    { score: 9, comment: 'Fast.' },
    { score: 8 },
    { score: 1, trigger: 'show', comment: 'Help!', device: 'phone' },
    { score: 0, trigger: 'show', test: true, comment: 'A try.' },
  );
  const ofAll = { n: 2, score: 50, commented: 1, opened: { n: 1, score: -100, commented: 1 }, test: 1 };
  expect(await read('/v1/results?interval=week&split=device')).toMatchObject({
    surveys: [{ ...ofAll, trend: [{ n: 2, commented: 1 }], split: { values: [{ value: 'desktop', n: 2 }] } }],
  });
  expect(await read('/v1/results?device=phone')).toMatchObject({ surveys: [{ n: 0, opened: { n: 1 } }] });
  expect(await read('/v1/surveys')).toMatchObject({ surveys: [{ n: 2 }] });
});

test('names the traits of a survey, at most 50', async () => {
  await keep({ traits: { plan: 'pro', a: 1 } }, { survey: 'other', traits: { b: true } });
  const names = async () =>
    ((await read('/v1/results')) as { surveys: { survey: string; traits: string[] }[] }).surveys.map(
      ({ survey, traits }) => [survey, traits],
    );
  expect(await names()).toEqual([
    ['nps', ['a', 'plan']],
    ['other', ['b']],
  ]);
  for (let index = 0; index < 60; index++) await keep({ id: idOf(10 + index), traits: { [`trait ${index}`]: 'x' } });
  expect((await names())[0]?.[1]).toHaveLength(50);
});

async function readEvents(answer: Response, until: string): Promise<string> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes(until)) text += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  return text;
}

test('streams what comes in from now on', async () => {
  await keep({ comment: 'Before.' });
  const answer = await ask('/v1/stream?survey=nps');
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  await store.writeResponse(sampleResponse({ id: idOf(6), survey: 'other' }), nowMs);
  await store.writeResponse(sampleResponse({ id: idOf(7), comment: 'Now.' }), nowMs);
  const text = await readEvents(answer, 'Now.');
  expect(text).toContain('event: response');
  expect(text).not.toMatch(/Before|other/);
});

test('streams on from the last event that the reader had, revisions included', async () => {
  await keep({ comment: 'First.' }, { comment: 'Second.' });
  const first = await ask('/v1/stream', { headers: { 'last-event-id': '1' } });
  const text = await readEvents(first, 'Second.');
  expect(text).not.toContain('First.');
  const [, last = ''] = /id: (\d+)/.exec(text) ?? [];
  await store.writeResponse(sampleResponse({ id: idOf(0), revision: 2, comment: 'Revised.' }), nowMs);
  expect(await readEvents(await ask('/v1/stream', { headers: { 'last-event-id': last } }), 'Revised.')).not.toContain(
    'Second.',
  );
});

test('ends streams when the collector stops', async () => {
  const answer = await ask('/v1/stream');
  closing.abort();
  expect(await answer.text()).toContain(': connected');
});

test('exports what a person sent, and erases it for good', async () => {
  await keep({ user: 'ann', comment: 'Mine.' }, { user: 'bob' }, { user: 'ann', visitor: 'v' }, { visitor: 'v' });
  const exported = (await read('/v1/people?user=ann')) as { responses: SurveyResponse[] };
  expect(exported.responses.map(({ id }) => id)).toEqual([idOf(2), idOf(0)]);
  expect(await (await ask('/v1/people?user=ann', { method: 'DELETE' })).json()).toEqual({ erased: 2 });
  expect(await read('/v1/people?user=ann')).toEqual({ responses: [] });
  // A copy that was still on its way is acknowledged, and not kept.
  const copy = JSON.stringify(sampleResponse({ id: idOf(0), user: 'ann', revision: 2 }));
  const headers = { 'content-type': 'application/json' };
  expect((await app.request('/v1/responses', { method: 'POST', body: copy, headers })).status).toBe(202);
  expect(((await read('/v1/responses')) as { responses: unknown[] }).responses).toHaveLength(2);
});

test('exports more than is read at a time', async () => {
  await keep(...Array.from({ length: 450 }, () => ({ visitor: 'v' })));
  expect(((await read('/v1/people?visitor=v')) as { responses: unknown[] }).responses).toHaveLength(450);
  expect(await (await ask('/v1/people?visitor=v', { method: 'DELETE' })).json()).toEqual({ erased: 450 });
});

test.each(['', '?user=a&visitor=b', '?person=a', '?user='])('asks whose responses are meant: %s', async (query) => {
  expect((await ask(`/v1/people${query}`, { method: 'DELETE' })).status).toBe(400);
});

test('notes a status and tags on a response, which stay when a revision comes', async () => {
  await keep({ comment: 'Slow.' });
  const noted = await send(`/v1/responses/${idOf(0)}`, 'PATCH', { status: 'open', tags: ['speed', 'speed', 'app'] });
  expect(await noted.json()).toMatchObject({ id: idOf(0), status: 'open', tags: ['speed', 'app'] });
  await store.writeResponse(sampleResponse({ id: idOf(0), revision: 2 }), nowMs);
  await send(`/v1/responses/${idOf(0)}`, 'PATCH', { status: 'done' });
  expect(await read('/v1/responses')).toMatchObject({
    responses: [{ revision: 2, status: 'done', tags: ['speed', 'app'] }],
  });
  await send(`/v1/responses/${idOf(0)}`, 'PATCH', { status: null, tags: [] });
  const { responses } = (await read('/v1/responses')) as { responses: object[] };
  expect(responses[0]).not.toHaveProperty('status');
  expect(responses[0]).not.toHaveProperty('tags');
});

test('asks for the site where several have a response with this id, and changes none', async () => {
  await keep({ id: idOf(0), site: 'a.example' }, { id: idOf(0), site: 'b.example' });
  expect((await send(`/v1/responses/${idOf(0)}`, 'PATCH', { tags: ['x'] })).status).toBe(409);
  expect((await send(`/v1/responses/${idOf(0)}?site=b.example`, 'PATCH', { tags: ['x'] })).status).toBe(200);
  const { responses } = (await read('/v1/responses')) as { responses: { site: string; tags?: string[] }[] };
  expect(responses.flatMap(({ site, tags }) => (tags ? [site] : []))).toEqual(['b.example']);
  expect((await send(`/v1/responses/${idOf(9)}`, 'PATCH', { tags: ['x'] })).status).toBe(404);
});

test.each([
  [{}, 'status or tags must be given'],
  [{ status: 'closed' }, 'status must be one of open, done or null'],
  [{ tags: 'x' }, 'tags must be at most 20 texts'],
  [{ tags: [], note: 1 }, 'note is not a field here: status, tags'],
  [[], 'The body must be a JSON object'],
])('names what is wrong with the note %j', async (body, message) => {
  const answer = await send(`/v1/responses/${idOf(0)}`, 'PATCH', body);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(message) as string });
});

test('keeps annotations, of one site or of all', async () => {
  const made = await send('/v1/annotations', 'POST', { at: '2026-11-20', text: 'Release 2', site: 'a.example' });
  expect(made.status).toBe(201);
  const mark = { id: 'mark-1', site: 'a.example', at: '2026-11-20T00:00:00.000Z', text: 'Release 2' };
  expect(await made.json()).toEqual(mark);
  expect(await read('/v1/annotations?site=a.example')).toEqual({ annotations: [mark] });
  expect(await read('/v1/annotations?site=b.example')).toEqual({ annotations: [] });
  expect(await read('/v1/annotations?from=2026-11-21')).toEqual({ annotations: [] });
  expect((await ask('/v1/annotations/mark-1', { method: 'DELETE' })).status).toBe(204);
  expect((await ask('/v1/annotations/mark-1', { method: 'DELETE' })).status).toBe(404);
  expect((await send('/v1/annotations', 'POST', { at: 'yesterday', text: ' ' })).status).toBe(422);
});

test('imports what another collector exported, once', async () => {
  await keep({ comment: 'Old.' }, { score: 3 });
  const exported = await (await ask('/v1/responses?format=ndjson')).text();
  const before = await read('/v1/results');
  const second = openSqliteStore(join(folder, 'second.db'), start);
  if ('problem' in second) throw new Error(second.problem);
  const other = appOf(second.store);
  nowMs += 86_400_000;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' };
  const put = async () =>
    (await other.request('/v1/imports', { method: 'POST', headers, body: `${exported}\n{"v":1}\nno` })).json();
  expect(await put()).toEqual({
    imported: 2,
    known: 0,
    refused: 2,
    problems: [
      { line: 4, field: 'id', message: expect.stringContaining('is missing') as string },
      { line: 5, field: '', message: expect.any(String) as string },
    ],
  });
  expect(await put()).toMatchObject({ imported: 0, known: 2 });
  const after = (await (await other.request('/v1/results', { headers })).json()) as {
    surveys: { lastReceivedAt: string }[];
  };
  const withoutReceipt = ({ surveys }: { surveys: object[] }) =>
    surveys.map((survey) => ({ ...survey, lastReceivedAt: undefined }));
  expect(withoutReceipt(after)).toEqual(withoutReceipt(before as { surveys: object[] }));
  const rows = (await second.store.readPage({}, 10)).rows.map(({ firstReceivedAt }) => firstReceivedAt);
  expect(rows).toEqual([start + 1, start]);
  await second.store.close();
});
