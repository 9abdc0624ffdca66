import type Database from 'libsql';
import { dayMs } from '../core/duration.ts';
import type { Response } from '../core/response.ts';
import { meets, readConditions, type Condition, type Facet } from './facets.ts';
import { nextTurn } from './next-turn.ts';
import {
  bindGroup,
  bodyColumns,
  countColumns,
  prepareAll,
  readBody,
  readCounted,
  type Bindings,
  type BodyRow,
} from './sqlite-rows.ts';
import type { Filter, Group, KnownGroup, Store, Tally } from './store.ts';
import { addCounted, dayOf, noneCounted, type Counted, type Counting } from './tallies.ts';

const sums = countColumns.map((column) => `sum(${column}) AS ${column}`).join(', ');
const ofGroup = 'site = :site AND survey = :survey AND kind = :kind AND max = :max';
const ofDays = 'day >= :from_day AND day < :to_day';

const statements = {
  groups: `SELECT site, survey, kind, min, max, last_received_at AS lastReceivedAt FROM surveys
    WHERE (:site IS NULL OR site = :site) AND (:survey IS NULL OR survey = :survey)
    ORDER BY site, survey, kind, max`,
  tally: `SELECT is_test, '' AS value, ${sums} FROM tallies
    WHERE ${ofGroup} AND facet = :facet AND value = :value AND ${ofDays} GROUP BY is_test`,
  split: `SELECT is_test, value, ${sums} FROM tallies
    WHERE ${ofGroup} AND facet = :facet AND ${ofDays} GROUP BY value, is_test`,
  days: `SELECT DISTINCT day FROM tallies
    WHERE ${ofGroup} AND facet = '' AND value = '' AND ${ofDays} ORDER BY day`,
  ofInstants: `SELECT ${bodyColumns} FROM responses r
    WHERE site = :site AND survey = :survey AND counted_at >= :from AND counted_at < :to`,
  comments: `SELECT ${bodyColumns}, c.counted_at FROM comments c JOIN responses r ON r.site = c.site AND r.id = c.id
    WHERE c.site = :site AND c.survey = :survey AND c.kind = :kind AND c.max = :max
      AND c.facet = :facet AND c.value = :value AND c.counted_at >= :from AND c.counted_at < :to
      AND (c.counted_at, c.id) < (:before_at, :before_id)
    ORDER BY c.counted_at DESC, c.id DESC LIMIT :limit`,
} as const;

// Before and after every instant that a response can have.
const [always, never] = [-8.64e15, 8.64e15];
/** How many comments are looked through at a time where several conditions have to hold. */
const someComments = 500;

const bindCondition = (condition: Condition | undefined): Bindings => ({
  facet: condition?.facet ?? '',
  value: condition?.value ?? '',
});

interface Span {
  readonly from: number;
  readonly to: number;
}

/** A period as whole UTC days, and what is left of it at its ends. */
function daysOf({ fromMs = always, toMs = never }: Filter): { readonly days: Span; readonly edges: readonly Span[] } {
  const [first, last] = [Math.ceil(fromMs / dayMs), dayOf(toMs)];
  if (first > last) return { days: { from: 0, to: 0 }, edges: [{ from: fromMs, to: toMs }] };
  const edges = [
    { from: fromMs, to: first * dayMs },
    { from: last * dayMs, to: toMs },
  ];
  return { days: { from: first, to: last }, edges: edges.filter(({ from, to }) => from < to) };
}

/** Adds up tallies by mode and value. */
function makeSum(group: Group): {
  readonly add: (tally: Omit<Tally, keyof Group>) => void;
  readonly list: () => Tally[];
} {
  const { site, survey, kind, min, max } = group;
  const found = new Map<string, { readonly of: Omit<Tally, keyof Counted>; readonly counted: Counting }>();
  return {
    add({ isTest, value, ...more }) {
      const key = JSON.stringify([isTest, value]);
      const of = { site, survey, kind, min, max, isTest, ...(value !== undefined && { value }) };
      const one = found.get(key) ?? { of, counted: noneCounted() };
      found.set(key, one);
      addCounted(one.counted, more);
    },
    list: () => [...found.values()].map(({ of, counted }) => ({ ...of, ...counted })),
  };
}

/** What is summed up by reading responses, instead of by the days that are counted already. */
function scan(
  rows: readonly BodyRow[],
  { kind, max }: Group,
  conditions: readonly Condition[],
  split: Facet | undefined,
  add: (tally: Omit<Tally, keyof Group>) => void,
): void {
  for (const row of rows) {
    if (!meets(row.conditions, conditions)) continue;
    const value = split && readConditions(row.conditions).find(({ facet }) => facet === split)?.value;
    if (split && value === undefined) continue;
    const { response } = readBody(row);
    if (response.kind !== kind || response.max !== max) continue;
    const counted = noneCounted();
    if (response.score !== undefined) counted.scores[response.score] = 1;
    counted.outcomes[response.outcome] = 1;
    add({ ...counted, isTest: response.test === true, ...(value !== undefined && { value }) });
  }
}

/** What is summed up of the responses: by the day where one condition has to hold at most, else by reading them. */
export function makeResultsReader(
  database: Database.Database,
): Pick<Store, 'readGroups' | 'readTallies' | 'readComments'> {
  const prepared = prepareAll(database, statements);

  async function readTallies(group: Group, filter: Filter, split?: Facet): Promise<readonly Tally[]> {
    const { conditions = [] } = filter;
    const { days, edges } = daysOf(filter);
    const place = { ...bindGroup(group), from_day: days.from, to_day: days.to };
    const sum = makeSum(group);
    const isCounted = conditions.length + (split ? 1 : 0) <= 1;
    if (isCounted) {
      const rows = (split
        ? prepared.split.all({ ...place, facet: split })
        : prepared.tally.all({ ...place, ...bindCondition(conditions[0]) })) as unknown as readonly {
        readonly is_test: number;
        readonly value: string;
      }[];
      for (const row of rows)
        sum.add({ ...readCounted(row), isTest: row.is_test === 1, ...(split && { value: row.value }) });
    }
    const counted = isCounted
      ? []
      : (prepared.days.all(place) as readonly { readonly day: number }[]).map(({ day }) => ({
          from: day * dayMs,
          to: (day + 1) * dayMs,
        }));
    const { site, survey } = group;
    for (const span of [...edges, ...counted]) {
      scan(prepared.ofInstants.all({ site, survey, ...span }) as BodyRow[], group, conditions, split, sum.add);
      // Responses come in meanwhile, and want their answer.
      await nextTurn();
    }
    return sum.list();
  }

  async function readComments(group: Group, filter: Filter, limit: number): Promise<readonly Response[]> {
    const { fromMs = always, toMs = never, conditions = [] } = filter;
    const [first, ...others] = conditions;
    const found: Response[] = [];
    const some = others.length ? someComments : limit;
    let [before_at, before_id] = [never, ''];
    for (;;) {
      const place = { ...bindGroup(group), ...bindCondition(first), from: fromMs, to: toMs, before_at, before_id };
      const rows = prepared.comments.all({ ...place, limit: some }) as (BodyRow & { readonly counted_at: number })[];
      for (const row of rows) if (meets(row.conditions, others)) found.push(readBody(row).response);
      const last = rows.at(-1);
      if (!last || rows.length < some || found.length >= limit) return found.slice(0, limit);
      [before_at, before_id] = [last.counted_at, readBody(last).response.id];
      await nextTurn();
    }
  }

  return {
    readGroups: async ({ site, survey }) =>
      prepared.groups.all({ site: site ?? null, survey: survey ?? null }) as KnownGroup[],
    readTallies,
    readComments,
  };
}
