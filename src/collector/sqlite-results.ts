import type Database from 'libsql';
import { dayMs } from '../core/duration.ts';
import type { Response } from '../core/response.ts';
import type { Facet } from '../core/facet.ts';
import { meets, readConditions, type Condition } from './facets.ts';
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
import { mostTraits, type Apart, type Filter, type Group, type KnownGroup, type Store, type Tally } from './store.ts';
import {
  addCounted,
  countedAt,
  countedOf,
  dayOf,
  modeOf,
  noneCounted,
  type Counted,
  type Counting,
  type Mode,
} from './tallies.ts';

const sums = countColumns.map((column) => `sum(${column}) AS ${column}`).join(', ');
const span = 'min(day) AS first_day, max(day) AS last_day';
const ofGroup = 'site = :site AND survey = :survey AND kind = :kind AND max = :max';
const ofDays = 'day >= :from_day AND day < :to_day';

const statements = {
  groups: `SELECT site, survey, kind, min, max, last_received_at AS lastReceivedAt FROM surveys
    WHERE (:site IS NULL OR site = :site) AND (:survey IS NULL OR survey = :survey)
    ORDER BY site, survey, kind, max`,
  tally: `SELECT mode, '' AS value, ${span}, ${sums} FROM tallies
    WHERE ${ofGroup} AND facet = :facet AND value = :value AND ${ofDays} GROUP BY mode`,
  split: `SELECT mode, value, ${span}, ${sums} FROM tallies
    WHERE ${ofGroup} AND facet = :facet AND ${ofDays} GROUP BY value, mode`,
  byDay: `SELECT mode, '' AS value, day AS first_day, day AS last_day, ${countColumns.join(', ')} FROM tallies
    WHERE ${ofGroup} AND facet = :facet AND value = :value AND ${ofDays} ORDER BY day`,
  days: `SELECT DISTINCT day FROM tallies
    WHERE ${ofGroup} AND facet = '' AND value = '' AND ${ofDays} ORDER BY day`,
  ofInstants: `SELECT ${bodyColumns} FROM responses r
    WHERE site = :site AND survey = :survey AND counted_at >= :from AND counted_at < :to`,
  nextTrait: `SELECT min(facet) AS facet FROM tallies
    WHERE site = :site AND survey = :survey AND facet > :facet AND facet < 'trait/'`,
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

interface Summed extends Pick<Tally, 'firstDay' | 'lastDay'> {
  readonly of: Omit<Tally, keyof Counted | 'firstDay' | 'lastDay'>;
  readonly counted: Counting;
}

/** Adds up tallies by mode and value, and by day if they are to be apart by day. */
function makeSum(
  group: Group,
  isByDay: boolean,
): {
  readonly add: (tally: Omit<Tally, keyof Group>) => void;
  readonly list: () => Tally[];
} {
  const { site, survey, kind, min, max } = group;
  const found = new Map<string, Summed>();
  return {
    add({ mode, value, firstDay, lastDay, ...more }) {
      const key = JSON.stringify([mode, value, isByDay && firstDay]);
      const of = { site, survey, kind, min, max, mode, ...(value !== undefined && { value }) };
      const one = found.get(key) ?? { of, counted: noneCounted(), firstDay, lastDay };
      found.set(key, {
        ...one,
        firstDay: Math.min(one.firstDay, firstDay),
        lastDay: Math.max(one.lastDay, lastDay),
      });
      addCounted(one.counted, more);
    },
    list: () => [...found.values()].map(({ of, counted, ...days }) => ({ ...of, ...counted, ...days })),
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
    const stored = readBody(row);
    const { response } = stored;
    if (response.kind !== kind || response.max !== max) continue;
    const day = dayOf(countedAt(stored));
    const days = { firstDay: day, lastDay: day };
    add({ ...countedOf(response), ...days, mode: modeOf(response), ...(value !== undefined && { value }) });
  }
}

/** A row of `tallies`, or of several together. */
type CountRow = Readonly<Record<string, unknown>> & {
  readonly mode: Mode;
  readonly value: string;
  readonly first_day: number;
  readonly last_day: number;
};

/** What is summed up of the responses: by the day where one condition has to hold at most, else by reading them. */
export function makeResultsReader(
  database: Database.Database,
): Pick<Store, 'readGroups' | 'readTraits' | 'readTallies' | 'readComments'> {
  const prepared = prepareAll(database, statements);

  const readCountedRows = (
    place: Bindings,
    [condition]: readonly Condition[],
    split: Facet | undefined,
    isByDay: boolean,
  ) => {
    if (split) return prepared.split.all({ ...place, facet: split });
    return (isByDay ? prepared.byDay : prepared.tally).all({ ...place, ...bindCondition(condition) });
  };

  async function readTallies(group: Group, filter: Filter, apart: Apart = {}): Promise<readonly Tally[]> {
    const { split, isByDay = false } = apart;
    const { conditions = [] } = filter;
    const { days, edges } = daysOf(filter);
    const place = { ...bindGroup(group), from_day: days.from, to_day: days.to };
    const sum = makeSum(group, isByDay);
    const isCounted = conditions.length + (split ? 1 : 0) <= 1 && !(split && isByDay);
    if (isCounted) {
      const rows = readCountedRows(place, conditions, split, isByDay) as unknown as readonly CountRow[];
      for (const row of rows)
        sum.add({
          ...readCounted(row),
          mode: row.mode,
          firstDay: row.first_day,
          lastDay: row.last_day,
          ...(split && { value: row.value }),
        });
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
    async readTraits({ site, survey }) {
      const names: string[] = [];
      // Each step goes through the index to the next name, however many rows one has.
      for (let facet: string | null = 'trait.'; names.length < mostTraits;) {
        ({ facet } = prepared.nextTrait.get({ site, survey, facet }) as { facet: string | null });
        if (facet === null) break;
        names.push(facet.slice('trait.'.length));
      }
      return names;
    },
    readTallies,
    readComments,
  };
}
