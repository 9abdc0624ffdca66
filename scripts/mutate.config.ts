import { defineConfig } from 'vitest/config';
import { deliveryFiles } from './delivery-files.mjs';

/** The tests beside the files that are mutated, and no others: each of them runs for each mutation. */
export default defineConfig({
  define: { VERSION: JSON.stringify('0.0.0-test') },
  test: {
    include: deliveryFiles.flatMap((name) => [`src/core/${name}.test.ts`, `src/core/${name}-*.test.ts`]),
    retry: 0,
    isolate: false,
  },
});
