#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { snippetFor } from '../core/snippet.ts';
import { dayMs } from '../core/duration.ts';
import { makeApp } from './app.ts';
import { openDataFolder } from './data-folder.ts';
import { describeError } from './describe-error.ts';
import { makeReadServedFile } from './files.ts';
import { openHealingStore } from './healing-store.ts';
import { makeLog, standardError } from './log.ts';
import { helpText, parseOptions, type Options } from './options.ts';
import { eraseAged } from './erase-aged.ts';
import { requireDriver } from './install-driver.ts';
import { makeMeters } from './meters.ts';
import { makeRateLimit } from './rate-limit.ts';
import { startServer, type RunningServer } from './server.ts';
import { makeShutdown, noticeMs } from './shutdown.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

declare const VERSION: string;

// The built command lies in dist/collector; the widget and the results page lie beside that folder.
const dist = dirname(dirname(fileURLToPath(import.meta.url)));

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const log = makeLog(standardError());
const shutdown = makeShutdown();

function refuse(problem: string): void {
  process.stderr.write(`earshot: ${problem}\n`);
  process.exitCode = 2;
}

function stopOnSignal(server: RunningServer, store: Store): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      log('info', 'stopping', { signal });
      // Whoever presses Ctrl+C sends no requests that could go elsewhere.
      shutdown.stop(server, store, signal === 'SIGTERM' ? noticeMs : 0).then(
        () => {
          log('info', 'stopped');
          process.exit(0);
        },
        (error: unknown) => {
          log('error', 'stopped, but not cleanly', describeError(error));
          process.exit(1);
        },
      );
    });
}

function announce(origin: string, token: string, folder: string): void {
  print(`Earshot ${VERSION} is listening.

  Endpoint      ${origin}/v1/responses
  Widget        ${origin}/earshot.js
  Results page  ${origin}/#token=${encodeURIComponent(token)}
  Data          ${folder}

Paste this into your page:

  ${snippetFor(origin)}
`);
}

async function run(options: Options): Promise<void> {
  const { port, host, data, token: chosen, origins, trustedProxies, rate, retention } = options;
  const opened = openDataFolder(data, chosen);
  if ('problem' in opened) return refuse(opened.problem);
  const { folder, database, token } = opened;
  const missing = await requireDriver(join(dist, 'collector'), print);
  if (missing) return refuse(missing.problem);
  const meters = makeMeters();
  const open = () => openSqliteStore(database, Date.now(), meters.countCommit);
  const kept = openHealingStore({ path: database, open, log });
  if ('problem' in kept) return refuse(`--data "${data}" cannot be used: ${kept.problem}.`);
  const { store } = kept;
  const readServedFile = makeReadServedFile(dist, VERSION);
  const app = makeApp({
    store,
    token,
    origins,
    readServedFile,
    trustedProxies,
    rateLimit: makeRateLimit(rate),
    meters,
    now: Date.now,
    makeId: randomUUID,
    random: Math.random,
    log,
    draining: shutdown.draining,
    closing: shutdown.closing,
  });
  const server = await startServer(app, host, port);
  if ('problem' in server) {
    await store.close();
    return refuse(server.problem);
  }
  const { closing } = shutdown;
  if (retention) void eraseAged({ store, retentionMs: retention * dayMs, now: Date.now, log, signal: closing });
  stopOnSignal(server, store);
  log('info', 'started', { version: VERSION, origin: server.origin, folder });
  announce(server.origin, token, folder);
}

// Answers are personal: what is written is for this user alone.
process.umask(0o077);
process.on('uncaughtException', (error) => {
  log('error', 'unexpected, so it ends', describeError(error));
  process.exit(1);
});
const parsed = parseOptions(process.argv.slice(2), process.env);
if ('problem' in parsed) refuse(parsed.problem);
else if ('print' in parsed) print(parsed.print === 'help' ? helpText : VERSION);
else await run(parsed.run);
