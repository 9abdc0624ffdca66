// Line 6 of the collector's story: what the owner reads, behind the token.
import { asking } from './ask.mjs';
import { responseOf } from './sample.mjs';

/** Reads a stream until `enough` of its events are there; resolves to their data, and leaves. */
async function readEvents(answer, enough) {
  const events = [];
  let text = '';
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data) events.push({ id: /^id: (.*)$/m.exec(block)?.[1], ...JSON.parse(data) });
    }
    if (events.length >= enough) return events;
  }
  return events;
}

async function tellResults({ read, get, post }, { origin }, claim) {
  const answers = [
    { score: 0, comment: '=1+1', locale: 'de', traits: { plan: 'free' }, page: 'https://acme.example/a' },
    { score: 10, locale: 'de', traits: { plan: 'pro' }, page: 'https://acme.example/a' },
    {
      score: 9,
      comment: 'Fast, "mostly".\nYes.',
      locale: 'en',
      traits: { plan: 'pro' },
      page: 'https://acme.example/b',
    },
    { score: 7, locale: 'en', device: 'phone', traits: { plan: 'pro' } },
    { score: 0, test: true },
  ];
  for (const [index, answer] of answers.entries()) await post(index, answer);
  const open = ['/v1/surveys', '/v1/results', '/v1/responses', '/v1/stream', '/v1/people?user=a', '/v1/annotations'];
  await claim(
    '6 Without the token nothing is read',
    open.map(() => 401),
    () => Promise.all(open.map(async (path) => (await fetch(origin + path)).status)),
  );
  const sum = async (query) =>
    (await read(`/v1/results?${query}`)).surveys.map(({ n, score }) => [n, Math.round(score)]);
  await claim('6 Results: scores that count, NPS; test mode apart', [[4, 25]], () => sum('site=acme.example'));
  await claim(
    '6 The same for one plan, one language, one page, one device',
    [[[3, 67]], [[2, 0]], [[2, 0]], [[1, 0]]],
    async () => Promise.all(['trait.plan=pro', 'locale=de', 'page=https://acme.example/a', 'device=phone'].map(sum)),
  );
  await claim('6 and for a day on which nothing came', [], () => sum('to=2020-01-01'));
  await claim(
    '6 Split by plan',
    [
      ['pro', 3],
      ['free', 1],
    ],
    async () => {
      const { surveys } = await read('/v1/results?split=trait.plan');
      return surveys[0].split.values.map(({ value, n }) => [value, n]);
    },
  );
  await claim('6 A filter that there is not', 400, async () => (await get('/v1/results?colour=red')).status);
}

async function tellExports({ get, read, post }, claim) {
  const bytes = Buffer.from(await (await get('/v1/responses?format=csv&site=acme.example')).arrayBuffer());
  const csv = bytes.toString();
  await claim('6 CSV: a byte order mark, CRLF, no formula, quotes doubled', [true, true, false, true], () => [
    bytes.subarray(0, 3).toString('hex') === 'efbbbf',
    csv.split('\r\n').length > 5,
    /(^|,)"?=1\+1/m.test(csv),
    csv.includes('Fast, ""mostly"".'),
  ]);
  const lines = (await (await get('/v1/responses?format=ndjson&site=acme.example')).text()).trim().split('\n');
  await claim('6 NDJSON: a response a line', 5, () => lines.map((line) => JSON.parse(line).id).length);
  for (let index = 0; index < 1200; index += 100)
    await Promise.all(Array.from({ length: 100 }, (_, more) => post(index + more, { site: 'many.example' })));
  await claim('6 1,200 responses in pages of 500: pages, ids', [3, 1200], async () => {
    const ids = new Set();
    let pages = 0;
    for (let path = '/v1/responses?limit=500&site=many.example'; path; pages++) {
      const answer = await get(path);
      for (const { id } of (await answer.json()).responses) ids.add(id);
      path = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    return [pages, ids.size];
  });
  await claim('6 All of them as NDJSON, streamed', 1200, async () => {
    const all = await (await get('/v1/responses?format=ndjson&site=many.example')).text();
    return all.trim().split('\n').length;
  });
  await claim('6 The surveys', ['acme.example', 'many.example'], async () =>
    (await read('/v1/surveys')).surveys.map(({ site }) => site),
  );
}

async function tellStream({ get, post }, claim) {
  const stream = await get('/v1/stream?site=live.example');
  const events = readEvents(stream, 2);
  for (const index of [1, 2]) await post(index, { site: 'live.example' });
  const seen = await events;
  await claim(
    '6 New responses are streamed',
    [1, 2].map((index) => responseOf(index).id),
    () => seen.map(({ id }) => id),
  );
  return seen;
}

async function tellNotes({ change, read, send }, claim) {
  const { id } = responseOf(0);
  await claim('6 A response is marked as done and tagged, and read so', ['done', ['billing']], async () => {
    await change('PATCH', `/v1/responses/${id}?site=acme.example`, { status: 'done', tags: ['billing'] });
    const row = (await read('/v1/responses?site=acme.example')).responses.find((one) => one.id === id);
    return [row.status, row.tags];
  });
  const made = await (await change('POST', '/v1/annotations', { at: '2026-11-20T10:00:00Z', text: 'Release' })).json();
  const texts = async () => (await read('/v1/annotations')).annotations.map(({ text }) => text);
  await claim('6 A note on the time axis', ['Release'], texts);
  await send('DELETE', `/v1/annotations/${made.id}`);
  await claim('6 and without it', [], texts);
}

export async function tellReading({ claim, start }) {
  const collector = await start('reading', '--rate', '1000000');
  const ask = asking(collector);
  await tellResults(ask, collector, claim);
  await tellExports(ask, claim);
  await tellStream(ask, claim);
  await tellNotes(ask, claim);
  await collector.stop();
}
