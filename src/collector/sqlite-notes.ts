import type Database from 'libsql';
import { runTransaction } from './run-transaction.ts';
import { prepareAll, readRow, rowColumns, rowTables, type NotedRow } from './sqlite-rows.ts';
import type { Annotation, Store, TriageChange } from './store.ts';

const statements = {
  find: `SELECT ${rowColumns} FROM ${rowTables} WHERE r.id = :id AND (:site IS NULL OR r.site = :site) ORDER BY r.site`,
  write: `INSERT OR REPLACE INTO triage (site, id, status, tags) VALUES (:site, :id, :status, :tags)`,
  annotations: `SELECT id, site, at, text FROM annotations
    WHERE (:site IS NULL OR site IS NULL OR site = :site) AND (:from IS NULL OR at >= :from) AND (:to IS NULL OR at < :to)
    ORDER BY at, id`,
  annotate: 'INSERT INTO annotations (id, site, at, text) VALUES (:id, :site, :at, :text)',
  erase: 'DELETE FROM annotations WHERE id = :id',
} as const;

interface AnnotationRow extends Omit<Annotation, 'site'> {
  readonly site: string | null;
}

/** What the owner notes: on responses, and on the time axis. */
export function makeNotes(
  database: Database.Database,
): Pick<Store, 'writeTriage' | 'readAnnotations' | 'writeAnnotation' | 'eraseAnnotation'> {
  const prepared = prepareAll(database, statements);
  const find = (id: string, site: string | undefined) =>
    (prepared.find.all({ id, site: site ?? null }) as NotedRow[]).map(readRow);

  const triage = (id: string, site: string | undefined, change: TriageChange) => {
    const rows = find(id, site);
    const [row] = rows;
    if (!row || rows.length > 1) return rows;
    const { status, tags } = { status: row.status, tags: row.tags ?? [], ...change };
    prepared.write.run({ id, site: row.response.site, status: status ?? null, tags: JSON.stringify(tags) });
    return find(id, site);
  };

  return {
    writeTriage: async (id, site, change) => runTransaction(database, () => triage(id, site, change)),
    readAnnotations: async ({ site, fromMs, toMs }) =>
      (prepared.annotations.all({ site: site ?? null, from: fromMs ?? null, to: toMs ?? null }) as AnnotationRow[]).map(
        ({ site: of, ...annotation }) => ({ ...annotation, ...(of !== null && { site: of }) }),
      ),
    writeAnnotation: async ({ id, site, at, text }) => void prepared.annotate.run({ id, site: site ?? null, at, text }),
    eraseAnnotation: async (id) => prepared.erase.run({ id }).changes > 0,
  };
}
