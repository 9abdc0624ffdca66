import { readdirSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping } from 'node:module';
import { expect, test } from 'vitest';

test.each([
  ['earshot.js', 'prerenderingchange', 'loader/earshot.ts'],
  [/^prompt-/, 'earshot-prompt', 'prompt/host.ts'],
  [/^prompt-/, 'IndexedDB hangs', 'browser/database.ts'],
  [/^steps-/, 'aria-disabled', 'prompt/step-view.tsx'],
  [/^outbox-/, 'keepalive', 'browser/send.ts'],
])('the source map of %s finds «%s» in %s', (file, text, source) => {
  const name = readdirSync('dist').find((one) => (typeof file === 'string' ? one === file : file.test(one)));
  const lines = readFileSync(`dist/${name}`, 'utf8').split('\n');
  const line = lines.findIndex((one) => one.includes(text));
  const map = new SourceMap(JSON.parse(readFileSync(`dist/${name}.map`, 'utf8')));
  const found = map.findEntry(line, lines[line]?.indexOf(text) ?? 0) as SourceMapping;
  expect(found.originalSource).toBe(`../src/${source}`);
  // A name is found where it stands; a literal may begin some letters before it.
  expect(readFileSync(`src/${source}`, 'utf8').split('\n')[found.originalLine]).toContain(text);
});
