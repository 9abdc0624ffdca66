// npm run demo:data: fills a collector with a believable year of an invented tea merchant (demo/year.mjs), so that the
// results page has something to show.
//
//   npm run demo:data                                     the data folder of npm start
//   npm run demo:data -- --data FOLDER                    another one; no collector may be running on it
//   npm run demo:data -- --to ADDRESS --token TOKEN       a collector that runs
//   npm run demo:data -- --seed 7 --until 2026-11-22      another year; the same seed and day give the same responses
//
// The same year a second time changes nothing: all its responses are known then.
import { parseArgs } from 'node:util';
import { setup } from './setup.mjs';

const someLines = 5000;
const allowed = {
  seed: 'an integer',
  until: 'a day such as 2026-11-22',
  to: 'an address such as http://127.0.0.1:4700',
};

/** Sends a year to a collector; resolves to how many of its responses were new. */
export async function sendYear({ origin, token }, { responses, annotations }) {
  const post = async (path, type, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type };
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body }).catch(() => {
      throw new Error(`No collector answers at ${origin}. Is it running?`);
    });
    if (!answer.ok) throw new Error(`The collector answered ${path} with ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  let imported = 0;
  for (let start = 0; start < responses.length; start += someLines) {
    const lines = responses.slice(start, start + someLines).map((response) => JSON.stringify(response));
    const told = await post('/v1/imports', 'application/x-ndjson', lines.join('\n'));
    if (told.refused) throw new Error(`The collector refused ${told.refused}: ${JSON.stringify(told.problems[0])}`);
    imported += told.imported;
  }
  // Marks have no id of their own yet: they come with a year that is new.
  if (imported) for (const mark of annotations) await post('/v1/annotations', 'application/json', JSON.stringify(mark));
  return imported;
}

function parseFlags() {
  const options = Object.fromEntries(
    ['data', 'to', 'token', 'seed', 'until'].map((name) => [name, { type: 'string' }]),
  );
  const { data = './earshot-data', to, token = '', seed = '7', until } = parseArgs({ options }).values;
  const untilMs = until === undefined ? Date.now() : Date.parse(until);
  if (!/^-?\d+$/.test(seed)) throw new Error(`--seed "${seed}" is not allowed: it must be ${allowed.seed}.`);
  if (Number.isNaN(untilMs)) throw new Error(`--until "${until}" is not allowed: it must be ${allowed.until}.`);
  if (to !== undefined && !/^https?:/.test(to))
    throw new Error(`--to "${to}" is not allowed: it must be ${allowed.to}.`);
  return { data, to, token, year: { seed: Number(seed), until: untilMs } };
}

if (process.argv[1] === import.meta.filename) {
  try {
    const { data, to, token, year } = parseFlags();
    setup();
    const { makeYear } = await import('../demo/year.mjs');
    const made = makeYear(year);
    let imported;
    if (to) imported = await sendYear({ origin: new URL(to).origin, token }, made);
    else {
      const { build } = await import('./build.mjs');
      await build();
      const { startCollector } = await import('./collector.mjs');
      const collector = await startCollector(['--port', '0', '--data', data]);
      imported = await sendYear(collector, made);
      await collector.stop();
    }
    console.log(`${imported} of ${made.responses.length} responses are new${to ? '' : ` in ${data}`}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
