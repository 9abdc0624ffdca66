import type { Cursor, Page, Row } from './store.ts';

/** How many rows are held at a time, however many there are. */
const someRows = 200;

/**
 * A body that is read page by page as fast as the reader takes it; `print` gets each page, and whether it is the first
 * and the last. What fails on the way ends the body as cut off, so that nobody takes it for whole.
 */
export function streamPages(
  readPage: (limit: number, after?: Cursor) => Promise<Page>,
  print: (rows: readonly Row[], isFirst: boolean, isLast: boolean) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: Cursor | undefined;
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      const { rows, next } = await readPage(someRows, after);
      controller.enqueue(encoder.encode(print(rows, isFirst, !next)));
      isFirst = false;
      after = next;
      if (!next) controller.close();
    },
  });
}
