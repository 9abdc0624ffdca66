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
const shop = { collector: collector.origin, resultsUrl: collector.results };
// Somebody else may have the shop's usual port; any other is as good.
const demo = await startDemo({ ...shop, port }).catch(() => startDemo({ ...shop, port: 0 }));
console.log(`
  Demo shop     ${demo.url}
  Gallery       ${demo.url}/gallery
  Results page  ${collector.results}

Open the shop, go to a second page and stay for 15 seconds; or choose “Show at once” under its Controls.
For results of an invented year: npm run demo:data -- --to ${collector.origin} --token ${collector.token}
Ctrl+C stops both.`);

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    isStopping = true;
    void demo.close();
    void collector.stop();
  });
await collector.ended;
if (!isStopping) {
  console.error('The collector has ended by itself.');
  process.exitCode = 1;
  void demo.close();
}
