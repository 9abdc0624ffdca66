import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCollector } from '../../../scripts/collector.mjs';
import type { Response } from '../../core/response.ts';

/** A line of the log. */
export type Line = Readonly<Record<string, unknown>>;

/** A built collector in a process of its own. */
export interface Child {
  readonly origin: string;
  readonly token: string;
  /** What it has logged so far. */
  readonly lines: readonly Line[];
  /** Posts a response; rejects where nobody answers. */
  readonly post: (response: Response) => Promise<globalThis.Response>;
  /** Reads `path` with the token. */
  readonly get: (path: string) => Promise<globalThis.Response>;
  /** The status of `/readyz`. */
  readonly readiness: () => Promise<number>;
  /** Sends a signal and resolves to the exit code: null where the signal itself was the end. */
  readonly kill: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** A folder that nothing else uses. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'earshot-faults-'));

const readLine = (line: string): Line => {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return { plain: line };
  }
};

/** Starts the built collector on a data folder; rejects with what it said where it does not come to listen. */
export async function startChild(data: string, ...flags: readonly string[]): Promise<Child> {
  const lines: Line[] = [];
  const { origin, token, kill } = await startCollector(['--port', '0', '--rate', '1000000', '--data', data, ...flags], {
    hear: (line) => lines.push(readLine(line)),
  });
  const get = (path: string) => fetch(origin + path, { headers: { authorization: `Bearer ${token}` } });
  return {
    origin,
    token,
    lines,
    post: (response) =>
      fetch(`${origin}/v1/responses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(response),
      }),
    get,
    async readiness() {
      const answer = await get('/readyz');
      await answer.arrayBuffer();
      return answer.status;
    },
    kill,
  };
}

/** The revision of each row of a site, by id; throws where an id is there twice. */
export async function readRows({ get }: Child, site: string): Promise<ReadonlyMap<string, number>> {
  const rows = new Map<string, number>();
  for (let path: string | undefined = `/v1/responses?limit=500&site=${site}`; path;) {
    const answer = await get(path);
    const { responses } = (await answer.json()) as { readonly responses: readonly Response[] };
    for (const { id, revision } of responses) {
      if (rows.has(id)) throw new Error(`${id} is there twice`);
      rows.set(id, revision);
    }
    path = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  return rows;
}
