// npm run simulate -- --runs 100000 [--seed N]: plays that many schedules of the simulator in src/core/simulation, and the
// outages of a thousand visitors, on all cores. Exits 1 where a law was broken, with the seed and the steps that it takes.
// What the suites came to is merged into long.json; with --dry that stays as it is.
import { execFileSync, fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

// So many seeds are handed to a core at a time.
const portion = 50;

/** In a process of its own: seeds come in, what was wrong goes out, by account. */
async function work() {
  const { suites } = await import(process.argv[2]);
  process.on('message', async ({ suite, seeds }) => {
    const accounts = {};
    for (const seed of seeds)
      for (const [account, wrong] of Object.entries(await suites[suite].play(seed))) {
        accounts[account] ??= [];
        if (wrong.length) accounts[account].push({ seed, wrong });
      }
    process.send({ seeds: seeds.length, accounts });
  });
}

/** Plays `runs` seeds from `seed` on; resolves to what each account came to. */
async function playSuite(file, suite, runs, seed) {
  const startedAt = Date.now();
  const found = {};
  let next = 0;
  let done = 0;
  let toldAt = startedAt;
  const drive = () =>
    new Promise((resolve, reject) => {
      const worker = fork(import.meta.filename, [file]);
      const hand = () => {
        const seeds = Array.from({ length: Math.min(portion, runs - next) }, (_, index) => seed + next + index);
        next += seeds.length;
        if (seeds.length) worker.send({ suite, seeds });
        else worker.disconnect();
      };
      worker.on('exit', (code) => (code ? reject(new Error(`A worker ended with ${code}.`)) : resolve()));
      worker.on('message', ({ seeds, accounts }) => {
        done += seeds;
        for (const [account, wrong] of Object.entries(accounts)) (found[account] ??= []).push(...wrong);
        if (Date.now() - toldAt > 10e3) {
          toldAt = Date.now();
          const wrong = Object.values(found).flat().length;
          console.log(
            `${suite}: ${done} of ${runs} after ${Math.round((toldAt - startedAt) / 1e3)} s, ${wrong} violations`,
          );
        }
        hand();
      });
      hand();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), Math.ceil(runs / portion)) }, drive));
  const seconds = Math.round((Date.now() - startedAt) / 1e3);
  return Object.entries(found).map(([account, wrong]) => ({ account, wrong, runs, seed, seconds }));
}

async function main() {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string' }, dry: { type: 'boolean' } },
  });
  const { setup } = await import('./setup.mjs');
  setup();
  const { build } = await import('vite');
  const { mergeResults } = await import('./long-results.mjs');
  const outDir = resolve('test-results/simulation');
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'src/core/simulation/suites.ts',
      outDir,
      minify: false,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'suites.mjs' } },
    },
  });
  const file = pathToFileURL(`${outDir}/suites.mjs`).href;
  const runs = Number(values.runs);
  // Few enough digits for an array index of seeds, and another one each second.
  const seed = Number(values.seed ?? Math.floor(Date.now() / 1e3) % 1e9);
  const visitors = Math.max(1, Math.min(1000, Math.ceil(runs / 10)));
  const played = [];
  for (const [suite, count] of [
    ['schedules', runs],
    ['day', visitors],
    ['month', visitors],
  ])
    played.push(...(await playSuite(file, suite, count, seed)));

  // What both outages asked is one suite.
  const results = new Map();
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim();
  for (const { account, wrong, ...one } of played) {
    const { runs = 0, violations = 0, seconds = 0 } = results.get(account) ?? {};
    results.set(account, {
      suite: account,
      runs: runs + one.runs,
      violations: violations + wrong.length,
      seed: one.seed,
      seconds: seconds + one.seconds,
      commit,
    });
    for (const { seed, wrong: lines } of wrong.slice(0, 3))
      console.error(`\n${account}, seed ${seed}:\n${lines.join('\n')}`);
  }
  for (const { suite, runs, violations, seconds } of results.values())
    console.log(`${violations ? '✗' : '✓'} ${suite}: ${runs - violations} of ${runs} in ${seconds} s (seed ${seed})`);
  if ([...results.values()].some(({ violations }) => violations)) process.exitCode = 1;
  if (values.dry) return;
  const merged = mergeResults(JSON.parse(readFileSync('long.json', 'utf8')), [...results.values()]);
  writeFileSync('long.json', `${JSON.stringify(merged, undefined, 2)}\n`);
}

await (process.send ? work() : main());
