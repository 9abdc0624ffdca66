// npm start: packages, build, collector and demo shop, on this machine only. Flags go to the collector.
import { setup } from './setup.mjs';

setup();
const { build } = await import('./build.mjs');
const { startCollector } = await import('./collector.mjs');
const { startDemo } = await import('../demo/server.mjs');

/** Ends with one sentence. */
function fail(error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}

console.log('Building …');
await build();
const collector = await startCollector(process.argv.slice(2)).catch(fail);
const port = Number(process.env.DEMO_PORT ?? 4800);
const demo = await startDemo({ port, collector: collector.origin, resultsUrl: collector.results }).catch(
  async (error) => {
    await collector.stop();
    fail(error);
  },
);
console.log(`
  Demo shop     ${demo.url}
  Results page  ${collector.results}

Open the shop, go to a second page and stay for 15 seconds; or choose “Show at once” under its Controls.
Ctrl+C stops both.`);

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    void demo.close();
    void collector.stop();
  });
void collector.ended.then(() => demo.close());
