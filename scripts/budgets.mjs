// What visitors and importers pay, in brotli 11 and kB of 1024 bytes: fails when a file is over its limit.
import { brotliCompressSync, constants } from 'node:zlib';
import { readdirSync, readFileSync } from 'node:fs';

/** File → its limit in kB. */
export const limits = { 'earshot.js': 4, 'outbox-*.js': 2.5, 'prompt-*.js': 10, 'metrics.js': 4, 'earshot.all.js': 36 };
/** The limit of a language's file in kB; English needs none. */
export const languageLimit = 1;
/** What an owner's browser fetches for the results page. */
export const resultsPageLimit = 60;
/** What is there before a first prompt is painted; delivery and watching are fetched behind it. */
export const firstPromptFiles = ['earshot.js', 'prompt-*.js'];
export const firstPromptLimit = 14;

/**
 * The sizes in kB of what stands in dist/ now: by pattern of the table, the largest file of a language, and all bytes up
 * to the first prompt.
 */
export function measure() {
  const kB = (file) =>
    brotliCompressSync(readFileSync(`dist/${file}`), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length /
    1024;
  const files = readdirSync('dist');
  const sizes = Object.fromEntries(
    Object.keys(limits).map((pattern) => {
      const [start, end] = pattern.split('*');
      const file = end === undefined ? pattern : files.find((name) => name.startsWith(start) && name.endsWith(end));
      if (!file || !files.includes(file)) throw new Error(`dist/ has no ${pattern}: run npm run build.`);
      return [pattern, kB(file)];
    }),
  );
  const firstPrompt = firstPromptFiles.reduce((sum, file) => sum + sizes[file], 0);
  const languages = readdirSync('dist/locales', { recursive: true }).filter((file) => file.endsWith('.json'));
  const assets = readdirSync('dist/dashboard/assets').filter((file) => !file.endsWith('.map'));
  const resultsPage = ['index.html', ...assets.map((file) => `assets/${file}`)].reduce(
    (sum, file) => sum + kB(`dashboard/${file}`),
    0,
  );
  return { sizes, firstPrompt, resultsPage, language: Math.max(...languages.map((file) => kB(`locales/${file}`))) };
}

if (process.argv[1] === import.meta.filename) {
  const { sizes, firstPrompt, resultsPage, language } = measure();
  const rows = [
    ...Object.entries(limits).map(([file, limit]) => [file, sizes[file], limit]),
    ['up to the first prompt', firstPrompt, firstPromptLimit],
    ['the largest language', language, languageLimit],
    ['the results page', resultsPage, resultsPageLimit],
  ];
  for (const [name, size, limit] of rows) {
    const isOver = size > limit;
    if (isOver) process.exitCode = 1;
    console.log(`${isOver ? '✗' : '✓'} ${name.padEnd(24)} ${size.toFixed(2)} kB of ${limit.toFixed(1)}`);
  }
}
