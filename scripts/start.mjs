// npm start: packages, build, collector and demo shop, on this machine only.
import { spawn } from 'node:child_process';
import { setup } from './setup.mjs';

setup();
const { build } = await import('./build.mjs');
console.log('Building …');
await build();

/** Starts the built collector; resolves to its addresses once it listens. */
function startCollector() {
  const child = spawn(process.execPath, ['dist/collector/cli.js', ...process.argv.slice(2)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
      const [origin] = /http:\/\/\S+(?=\/v1\/responses)/.exec(text) ?? [];
      const [results] = /http:\/\/\S+\/#token=\S+/.exec(text) ?? [];
      if (origin && results) resolve({ child, origin, results });
    });
    // It has said itself what is wrong.
    child.on('exit', (code) => process.exit(code ?? 1));
  });
}

const { child, origin, results } = await startCollector();
const { startDemo } = await import('../demo/server.mjs');
const demo = await startDemo({ port: Number(process.env.DEMO_PORT ?? 4800), collector: origin, resultsUrl: results });
console.log(`
  Demo shop     ${demo.url}
  Results page  ${results}

Open the shop, go to a second page and stay for 15 seconds; or choose "show at once" in its bar. Ctrl+C stops both.`);

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    void demo.close();
    child.kill('SIGTERM');
  });
