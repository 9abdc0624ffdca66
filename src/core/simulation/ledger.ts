import { dayMs } from '../duration.ts';
import type { Kept, Refusal, Sent } from '../ports.ts';
import type { Response } from '../response.ts';
import type { Collector } from './collector.ts';
import type { Commit, Disk } from './disk.ts';
import type { Heard } from './network.ts';
import type { Page } from './page.ts';

/** What is known of one response, from outside of the code on trial. */
interface Entry {
  /** What the visitor gave, in its order. */
  readonly given: Response[];
  /** The latest that was ever stored for good. */
  committed?: Response | undefined;
  /** The highest revision that the collector truly acknowledged to a page. */
  acknowledged: number;
  /** The endpoint refused it. */
  isRefused: boolean;
  /** It was refused long ago, and forgotten since. */
  isForgotten: boolean;
  /** The highest revision that the visitor had erased. */
  erased: number;
  /** The browser did that, and no page knows. */
  isWiped?: boolean;
}

/** Where a response is. */
type Place = 'sent' | 'waiting' | 'refused' | 'erased';

/** Keeps account of every answer, and of what is wrong. */
export interface Ledger {
  readonly violations: string[];
  readonly answered: () => number;
  readonly received: () => number;
  readonly give: (response: Response) => void;
  readonly onResponse: (commit: Commit) => void;
  readonly onErased: (commit: Commit) => void;
  readonly onWiped: () => void;
  readonly onArrival: (response: Response) => void;
  readonly onHeard: (heard: Heard) => void;
  readonly onReport: (sent: Sent, response: Response, reason?: Refusal) => void;
  /** What could not be stored is in the memory of pages. */
  readonly remember: (page: Page, memory: ReadonlyMap<string, Kept>, isOver: () => boolean) => void;
  /** After each event: every answer is somewhere. */
  readonly check: () => void;
  /** All pages have heard of what was erased, and storage did not fail: nothing of it is there. */
  readonly checkErased: () => void;
  /** In the end: all that was neither refused nor erased is received in its last revision. */
  readonly close: () => void;
}

interface Parts {
  readonly disk: () => Disk;
  readonly collector: Collector;
  readonly clock: () => number;
}

const contentOf = ({ outcome, score, comment = '', closedAt = '' }: Response): string =>
  `${outcome} ${score} ${comment} ${closedAt}`;
const nameOf = ({ id, revision }: Response): string => `${id.slice(0, 13)} revision ${revision}`;

export function makeLedger({ disk, collector, clock }: Parts): Ledger {
  const entries = new Map<string, Entry>();
  const violations: string[] = [];
  // Nothing is to be checked before something has happened to a response.
  let isTouched = false;
  const memories = new Map<
    Page,
    { memory: ReadonlyMap<string, Kept>; isOver: () => boolean; had: Map<string, number> }
  >();

  const entryOf = (id: string): Entry => {
    isTouched = true;
    let entry = entries.get(id);
    if (!entry) {
      entry = { given: [], acknowledged: 0, isRefused: false, isForgotten: false, erased: 0 };
      entries.set(id, entry);
    }
    return entry;
  };
  const wasGiven = (response: Response): boolean =>
    entryOf(response.id).given.some(
      (one) => one.revision === response.revision && contentOf(one) === contentOf(response),
    );
  const hasOnDisk = (id: string, revision: number): boolean =>
    (disk().responses.get(id)?.response.revision ?? 0) >= revision;

  /** A record left the disk. */
  const onGone = ({ response, refused }: Kept, entry: Entry): void => {
    if (refused && clock() - refused.at > 30 * dayMs) entry.isForgotten = true;
    else if (entry.acknowledged < response.revision)
      violations.push(`${nameOf(response)} was deleted before it was acknowledged`);
  };
  /** Whether a response may be given up. */
  const isFairly = ({ response, refused, tries }: Kept, entry: Entry): boolean => {
    const waiting = [...disk().responses.values()].filter((one) => !one.refused);
    if (refused?.reason === 'status') return entry.isRefused;
    if (refused?.reason === 'full') return waiting.length >= 200;
    return tries >= 3 && clock() - Date.parse(response.shownAt) > 90 * dayMs;
  };
  const placeOf = (id: string, { committed, acknowledged, erased, isForgotten }: Entry): Place | undefined => {
    const { revision = 0 } = committed ?? {};
    if (hasOnDisk(id, revision)) return disk().responses.get(id)?.refused ? 'refused' : 'waiting';
    if (acknowledged >= revision) return 'sent';
    if (erased >= revision) return 'erased';
    return isForgotten ? 'refused' : undefined;
  };
  const isErased = ({ erased, isWiped }: Entry, { revision }: Response): boolean => !isWiped && revision <= erased;
  const stored = (): [string, Entry][] => [...entries].filter(([, { committed }]) => committed);

  return {
    violations,
    answered: () => stored().length,
    received: () => collector.rows.size,
    give: (response) => void entryOf(response.id).given.push(response),
    onResponse({ key, before, after }) {
      const entry = entryOf(key);
      const [old, fresh] = [before, after] as [Kept | undefined, Kept | undefined];
      if (!fresh) return old && onGone(old, entry);
      const { response, refused } = fresh;
      if (!wasGiven(response)) violations.push(`${nameOf(response)} was stored and never given`);
      if (old && old.response.revision > response.revision && entry.acknowledged < old.response.revision)
        violations.push(`${nameOf(response)} took the place of revision ${old.response.revision}`);
      if (refused && !old?.refused && !isFairly(fresh, entry))
        violations.push(`${nameOf(response)} was given up without reason (${refused.reason})`);
      if (response.revision >= (entry.committed?.revision ?? 0)) entry.committed = response;
      entry.isForgotten = false;
    },
    onErased({ key, before }) {
      if (before) entryOf(key).erased = (before as Kept).response.revision;
    },
    onWiped() {
      isTouched = true;
      for (const [, entry] of stored()) {
        entry.erased = entry.committed?.revision ?? 0;
        entry.isWiped = true;
      }
    },
    onArrival(response) {
      if (!wasGiven(response)) violations.push(`${nameOf(response)} was received and never given`);
    },
    onHeard({ response, isTrue, answer }) {
      const entry = entryOf(response.id);
      if (isTrue) entry.acknowledged = Math.max(entry.acknowledged, response.revision);
      if (answer !== 'unreachable' && [400, 409, 410, 413, 422].includes(answer.status)) entry.isRefused = true;
    },
    onReport(sent, response, reason) {
      const entry = entryOf(response.id);
      if (sent === 'sent' && entry.acknowledged < response.revision)
        violations.push(`${nameOf(response)} was reported as sent and is not`);
      if (sent === 'refused' && reason === 'status' && !entry.isRefused)
        violations.push(`${nameOf(response)} was reported as refused and is not`);
    },
    remember: (page, memory, isOver) => void memories.set(page, { memory, isOver, had: new Map() }),
    check() {
      for (const [id, entry] of isTouched ? stored() : []) {
        if (!placeOf(id, entry)) violations.push(`${nameOf(entry.committed as Response)} is nowhere`);
        const { revision = 0 } = collector.rows.get(id) ?? {};
        if (entry.acknowledged > revision) violations.push(`${id} was acknowledged and is no row`);
      }
      isTouched = false;
      for (const [page, { memory, isOver, had }] of memories) {
        if (page.state() === 'gone' && memories.delete(page)) continue;
        for (const [id, revision] of had)
          if ((memory.get(id)?.response.revision ?? 0) < revision) {
            had.delete(id);
            const isElsewhere = hasOnDisk(id, revision) || entryOf(id).acknowledged >= revision;
            if (!isElsewhere && !isOver()) violations.push(`${id} revision ${revision} fell out of memory`);
          }
        for (const [id, { response }] of memory) had.set(id, response.revision);
      }
    },
    checkErased() {
      for (const [id, { response }] of disk().responses)
        if (isErased(entryOf(id), response)) violations.push(`${nameOf(response)} came back after it was erased`);
    },
    close() {
      for (const [id, entry] of stored()) {
        const place = placeOf(id, entry);
        const { committed } = entry;
        const row = collector.rows.get(id);
        if (place === 'waiting') violations.push(`${id} waits for ever`);
        if (committed && place === 'sent' && (!row || row.revision < committed.revision))
          violations.push(`${nameOf(committed)} was not received in the end`);
        if (committed && row?.revision === committed.revision && contentOf(row) !== contentOf(committed))
          violations.push(`${nameOf(committed)} was received as it was before: two differ that have one revision`);
      }
    },
  };
}
