import type { Page } from '@playwright/test';
import { explain, html, readStore, type Shop } from './fixtures.ts';

/** A record of the outbox, as earlier pages left it. */
export interface StoredRecord {
  readonly response: Readonly<Record<string, unknown>>;
  readonly heldUntil: number;
  readonly tries: number;
  readonly nextAt: number;
}

/** The answer number `index` of a site's visitor, of which every sending so far has failed `tries` times. */
export function makeRecord(site: string, index: number, tries = 0): StoredRecord {
  const at = new Date(Date.now() - 3_600_000 + index).toISOString();
  const response = {
    v: 1,
    id: `0195e1c2-0000-7000-8000-${String(index).padStart(12, '0')}`,
    revision: 2,
    site,
    survey: 'nps',
    kind: 'nps',
    trigger: 'load',
    outcome: 'answered',
    score: index % 11,
    min: 0,
    max: 10,
    segment: index % 11 < 7 ? 'negative' : index % 11 < 9 ? 'neutral' : 'positive',
    comment: `Answer ${index}.`,
    shownAt: at,
    scoredAt: at,
    closedAt: at,
    locale: 'en',
    wording: 'standard-1',
    question: 'How likely are you to recommend Acme to a friend or colleague?',
    layout: 'row',
    device: 'desktop',
    client: 'earshot/0.1.0',
  };
  return { response, heldUntil: 0, tries, nextAt: 0 };
}

export const makeRecords = (site: string, count: number): StoredRecord[] =>
  Array.from({ length: count }, (_, index) => makeRecord(site, index));

/** Puts records into the outbox of the page's origin. */
export const writeRecords = (page: Page, records: readonly StoredRecord[]): Promise<void> =>
  page.evaluate(
    (given) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('earshot');
        request.onupgradeneeded = () => {
          for (const name of ['responses', 'state']) request.result.createObjectStore(name);
        };
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const transaction = request.result.transaction('responses', 'readwrite');
          for (const record of given) transaction.objectStore('responses').put(record, String(record.response.id));
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    records,
  );

/** What is in the outbox, in the order of the ids. */
export const readRecords = async (page: Page): Promise<readonly StoredRecord[]> =>
  Object.values((await readStore(page, 'responses')) ?? {}) as StoredRecord[];

/** Leaves records in the outbox from an earlier visit, by a page without the widget. */
export async function seed(page: Page, shop: Shop, records: readonly StoredRecord[]): Promise<void> {
  await page.goto(shop.serve('/plain', html('', '<h1>Plain</h1>')));
  await writeRecords(page, records);
}

/** How many responses wait in the outbox. */
export const waitingIn = async (page: Page): Promise<number> => (await explain(page)).outbox.waiting;
