import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import Database from 'libsql';
import { afterEach, expect, test } from 'vitest';
import { kinds, scalesOf, segmentOf } from '../core/kinds.ts';
import { devices, outcomes, type Response } from '../core/response.ts';
import type { Facet } from '../core/facet.ts';
import { conditionsOf, type Condition } from './facets.ts';
import type { StoredResponse } from './revision.ts';
import { idOf, sampleResponse } from './sample-response.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Filter, Group, Person, Store } from './store.ts';
import { modeOf } from './tallies.ts';

const dayMs = 86_400_000;
const start = Date.UTC(2026, 10, 21);
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-rollups-'));
  folders.push(folder);
  return join(folder, 'earshot.db');
}

function open(path = newPath()): Store {
  const opened = openSqliteStore(path, start);
  if ('problem' in opened) throw new Error(opened.problem);
  return opened.store;
}

async function readEverything(store: Store): Promise<StoredResponse[]> {
  const { rows, next } = await store.readPage({}, 10_000);
  expect(next).toBeUndefined();
  return [...rows];
}

type Counts = Record<string, number>;

/** Counts anew, in the simplest way there is, what the store says that it has counted. */
function recount(rows: readonly StoredResponse[], filter: Filter, split?: Facet): Counts {
  const counts: Counts = {};
  for (const { response, firstReceivedAt } of rows) {
    const { site, survey, kind, max, score, outcome } = response;
    const mode = modeOf(response);
    const at = Math.min(Date.parse(response.shownAt), firstReceivedAt);
    const own = conditionsOf(response);
    const has = ({ facet, value }: Condition): boolean => own.some((one) => one.facet === facet && one.value === value);
    if (at < (filter.fromMs ?? -Infinity) || at >= (filter.toMs ?? Infinity)) continue;
    if (!(filter.conditions ?? []).every(has)) continue;
    const value = split ? own.find(({ facet }) => facet === split)?.value : '';
    if (value === undefined) continue;
    const place = [site, survey, kind, max, mode, value].join('|');
    const isCounted = ['scored', 'answered'].includes(outcome) && response.comment !== undefined;
    for (const key of [
      `${place} ${outcome}`,
      ...(score === undefined ? [] : [`${place} ${score}`]),
      ...(isCounted ? [`${place} commented`] : []),
    ])
      counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

async function readCounts(store: Store, filter: Filter, split?: Facet): Promise<Counts> {
  const counts: Counts = {};
  for (const group of await store.readGroups(filter))
    for (const tally of await store.readTallies(group, filter, split ? { split } : {})) {
      const { site, survey, kind, max, mode, value = '' } = tally;
      const place = [site, survey, kind, max, mode, value].join('|');
      if (tally.commented) counts[`${place} commented`] = tally.commented;
      for (const [score, n] of tally.scores.entries()) if (n) counts[`${place} ${score}`] = n;
      for (const outcome of outcomes)
        if (tally.outcomes[outcome]) counts[`${place} ${outcome}`] = tally.outcomes[outcome];
    }
  return counts;
}

/** How many responses each day of each group has, as the store says and as the rows are. */
async function readDays(store: Store, filter: Filter): Promise<Counts> {
  const counts: Counts = {};
  for (const group of await store.readGroups(filter))
    for (const tally of await store.readTallies(group, filter, { isByDay: true })) {
      const key = [tally.site, tally.survey, tally.kind, tally.max, tally.mode, tally.firstDay].join('|');
      counts[key] = outcomes.reduce((sum, outcome) => sum + tally.outcomes[outcome], 0);
      expect(tally.lastDay).toBe(tally.firstDay);
    }
  return counts;
}

function recountDays(rows: readonly StoredResponse[], filter: Filter): Counts {
  const counts: Counts = {};
  for (const row of rows) {
    const { site, survey, kind, max } = row.response;
    if (!Object.keys(recount([row], filter)).length) continue;
    const day = Math.floor(Math.min(Date.parse(row.response.shownAt), row.firstReceivedAt) / dayMs);
    const key = [site, survey, kind, max, modeOf(row.response), day].join('|');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

const text = fc.constantFrom('a', 'b', ',["device","phone"]', '"', 'ä\u0000', '\n', '');
const scored = fc.constantFrom(...kinds).chain((kind) =>
  fc.constantFrom(...scalesOf(kind)).chain(({ min, max }) =>
    fc.option(fc.integer({ min, max }), { nil: undefined }).map((score) => ({
      kind,
      min,
      max,
      ...(score !== undefined && { score, segment: segmentOf(kind, max, score) }),
    })),
  ),
);
const responses: fc.Arbitrary<Response> = fc
  .record(
    {
      more: scored,
      id: fc.nat(7).map(idOf),
      revision: fc.integer({ min: 1, max: 4 }),
      site: fc.constantFrom('a.example', 'b.example'),
      survey: fc.constantFrom('one', 'two'),
      outcome: fc.constantFrom(...outcomes),
      device: fc.constantFrom(...devices),
      shownAt: fc.integer({ min: -60, max: 12 }).map((hours) => new Date(start + hours * 3_600_000).toISOString()),
      traits: fc.dictionary(text, fc.oneof(text, fc.boolean(), fc.constantFrom(1, 1.5)), { maxKeys: 2 }),
      page: text.filter(Boolean),
      user: fc.constantFrom('u', 'v'),
      comment: fc.constantFrom('Fast.', 'Slow.'),
      test: fc.constant(true as const),
      trigger: fc.constantFrom('load', 'show'),
    },
    { requiredKeys: ['more', 'id', 'revision', 'site', 'survey', 'outcome', 'device', 'shownAt'] },
  )
  .map(({ more, ...rest }) => {
    const { score: _, ...sample } = sampleResponse();
    return { ...sample, ...rest, ...more };
  });

type Step =
  | { readonly does: 'write'; readonly together: readonly Response[] }
  | { readonly does: 'erase'; readonly person: Person }
  | { readonly does: 'age'; readonly days: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .array(responses, { minLength: 1, maxLength: 3 })
        .map((together): Step => ({ does: 'write', together })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('u', 'v').map((id): Step => ({ does: 'erase', person: { by: 'user', id } })),
    },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map((days): Step => ({ does: 'age', days })) },
  ),
  { minLength: 1, maxLength: 30 },
);

const splits: readonly Facet[] = ['device', 'segment', 'trait.a', 'page'];
const filters: readonly Filter[] = [
  {},
  { fromMs: start - 2 * dayMs, toMs: start },
  { fromMs: start - 30 * 3_600_000, toMs: start - 3_600_000 },
  { fromMs: start - 5 * 3_600_000, toMs: start - 3 * 3_600_000 },
  { conditions: [{ facet: 'device', value: 'phone' }] },
  { conditions: [{ facet: 'segment', value: 'positive' }], fromMs: start - dayMs },
  { conditions: [{ facet: 'trait.a', value: 'true' }] },
  {
    conditions: [
      { facet: 'device', value: 'phone' },
      { facet: 'page', value: 'a' },
    ],
    toMs: start - 3_600_000,
  },
];

async function take(store: Store, step: Step, nowMs: number): Promise<void> {
  if (step.does === 'write') await Promise.all(step.together.map((response) => store.writeResponse(response, nowMs)));
  else if (step.does === 'erase') await store.erasePerson(step.person, nowMs);
  else await store.eraseBefore(nowMs - step.days * dayMs, nowMs, 1000);
}

test('counts what a full recount counts, after any revisions, erasures and retention', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const store = open();
      for (const [index, step] of list.entries()) await take(store, step, start + index * 4 * 3_600_000);
      const rows = await readEverything(store);
      for (const filter of filters) {
        expect(await readCounts(store, filter)).toEqual(recount(rows, filter));
        expect(await readDays(store, filter)).toEqual(recountDays(rows, filter));
        for (const split of splits)
          expect(await readCounts(store, filter, split)).toEqual(recount(rows, filter, split));
      }
      const commented = rows.filter(({ response }) => response.comment && !response.test);
      const found: string[] = [];
      for (const group of await store.readGroups({}))
        for (const { site, id } of await store.readComments(group, {}, 1000)) found.push(`${site} ${id}`);
      expect(found.toSorted()).toEqual(commented.map(({ response: { site, id } }) => `${site} ${id}`).toSorted());
      await store.close();
    }),
    { numRuns: 60 },
  );
}, 30_000);

test('finds comments by one condition and by several, newest first', async () => {
  const store = open();
  const devicesInTurn = ['phone', 'desktop'] as const;
  for (let index = 0; index < 8; index++)
    await store.writeResponse(
      sampleResponse({
        id: idOf(index),
        comment: `Comment ${index}`,
        device: devicesInTurn[index % 2] ?? 'phone',
        traits: { plan: index < 4 ? 'free' : 'pro' },
        shownAt: new Date(start + index * 1000).toISOString(),
      }),
      start + dayMs,
    );
  const group: Group = { site: 'acme.example', survey: 'nps', kind: 'nps', min: 0, max: 10 };
  const phone: Condition = { facet: 'device', value: 'phone' };
  const read = async (conditions: readonly Condition[], limit: number) =>
    (await store.readComments(group, { conditions }, limit)).map(({ comment }) => comment);
  expect(await read([phone], 2)).toEqual(['Comment 6', 'Comment 4']);
  expect(await read([phone, { facet: 'trait.plan', value: 'free' }], 5)).toEqual(['Comment 2', 'Comment 0']);
});

test('counts what a database of the first version holds', async () => {
  const path = newPath();
  const before = open(path);
  const kept = [
    sampleResponse({ comment: 'Fast.', user: 'u' }),
    sampleResponse({ id: idOf(2), score: 3, device: 'phone' }),
  ];
  for (const response of kept) await before.writeResponse(response, start);
  await before.close();
  const database = new Database(path);
  for (const table of ['tombstones', 'surveys', 'tallies', 'comments', 'triage', 'annotations', 'compaction'])
    database.exec(`DROP TABLE ${table}`);
  database.exec(`ALTER TABLE responses RENAME TO kept;
    DROP INDEX responses_by_receipt; DROP INDEX responses_by_survey;
    CREATE TABLE responses (site TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, survey TEXT NOT NULL,
      kind TEXT NOT NULL, outcome TEXT NOT NULL, min INTEGER NOT NULL, max INTEGER NOT NULL, score INTEGER, segment TEXT,
      comment TEXT, wording TEXT NOT NULL, is_test INTEGER NOT NULL, shown_at INTEGER NOT NULL,
      first_received_at INTEGER NOT NULL, received_at INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (site, id)) STRICT;
    INSERT INTO responses SELECT site, id, 1, survey, 'nps', 'scored', 0, 10, NULL, NULL, NULL, 'standard-1', 0, counted_at,
      first_received_at, received_at, body FROM kept;
    DROP TABLE kept;
    ALTER TABLE probe DROP COLUMN room;
    PRAGMA user_version = 1;`);
  database.close();
  const after = open(path);
  const rows = await readEverything(after);
  expect(rows.map(({ response }) => response).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(kept);
  expect(await readCounts(after, {}, 'device')).toEqual(recount(rows, {}, 'device'));
  expect((await after.readPerson({ by: 'user', id: 'u' }, 10)).rows).toHaveLength(1);
});
