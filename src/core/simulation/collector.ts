import type { Response } from '../response.ts';

/** What the contract asks of an endpoint: each response is one row, the highest revision of it is the truth. */
export interface Collector {
  readonly rows: ReadonlyMap<string, Response>;
  readonly receive: (response: Response) => void;
}

export function makeCollector(): Collector {
  const rows = new Map<string, Response>();
  return {
    rows,
    receive(response) {
      const { revision = 0 } = rows.get(response.id) ?? {};
      if (response.revision > revision) rows.set(response.id, response);
    },
  };
}
