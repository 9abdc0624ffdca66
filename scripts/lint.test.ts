import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The design's table of who may import whom, written down once more: a wall that is taken down by mistake shows here.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  metrics: ['core'],
  browser: ['core'],
  prompt: ['core', 'browser', 'locales'],
  locales: [],
  loader: ['core', 'browser'],
  collector: ['core', 'metrics'],
  dashboard: ['core', 'metrics'],
};
const rooms = Object.keys(mayImport);
const pairs = rooms.flatMap((room) => rooms.filter((other) => other !== room).map((other) => [room, other] as const));

interface Plant {
  readonly name: string;
  readonly path: string;
  readonly code: string;
  /** What a complaint about it says; undefined where there must be none. */
  readonly complaint: RegExp | undefined;
}

const plants: Plant[] = [];
function plant(name: string, room: string, code: string, complaint?: RegExp, ending = 'ts'): void {
  plants.push({ name, path: `src/${room}/plant-${plants.length}.${ending}`, code, complaint });
}

for (const [room, other] of pairs) {
  const isAllowed = mayImport[room]?.includes(other);
  const complaint = isAllowed ? undefined : new RegExp(`${room} must not import from ${other}`);
  const may = isAllowed ? 'may' : 'must not';
  plant(
    `${room} ${may} import from ${other}`,
    room,
    `import { a } from '../${other}/a.ts';\nexport const b = a;\n`,
    complaint,
  );
}
const wall = /core must not import from loader/;
plant('a re-export is an import', 'core', `export { a } from '../loader/a.ts';\n`, wall);
plant('a re-export of everything is an import', 'core', `export * from '../loader/a.ts';\n`, wall);
plant('a detour is no way around a wall', 'core', `export { a } from './../core/../loader/a.ts';\n`, wall);
plant('the import of a type in a type is an import', 'core', `export type B = import('../loader/a.ts').A;\n`, wall);
plant('core must not go through globalThis', 'core', `export const a = globalThis.Date.now();\n`, /globalThis is/);
plant('core must not go through self', 'core', `export const a = () => self.setTimeout(a);\n`, /self is/);
plant('a late import is an import', 'core', `export const b = import('../loader/a.ts');\n`, wall);
plant(
  'a test is no way around a wall',
  'core',
  `import { a } from '../loader/a.ts';\nexport const b = a;\n`,
  wall,
  'test.ts',
);
plant('core must not import a package', 'core', `import { h } from 'preact';\nexport const a = h;\n`, /package preact/);
plant(
  'core must not import Node',
  'core',
  `import { join } from 'node:path';\nexport const a = join;\n`,
  /package node:path/,
);
plant(
  'browser must not import Preact',
  'browser',
  `import { h } from 'preact';\nexport const a = h;\n`,
  /package preact/,
);
plant('prompt may import Preact', 'prompt', `import { h } from 'preact';\nexport const a = h;\n`);
plant(
  'a test may import any package',
  'core',
  `import { test } from 'vitest';\nexport const a = test;\n`,
  undefined,
  'test.ts',
);

const impure: readonly (readonly [string, RegExp])[] = [
  ['document.title', /document is a document/],
  ['window.name', /window is a window/],
  ['Date.now()', /Date\.now is not pure/],
  ['Math.random()', /Math\.random is not pure/],
  ['new Date()', /new Date\(\) is a clock/],
  ['setTimeout(String)', /setTimeout is a timer/],
  ["fetch('/x')", /fetch is a network/],
  ["localStorage.getItem('x')", /localStorage is storage/],
  ['crypto.randomUUID()', /crypto is randomness/],
  ['performance.now()', /performance is a clock/],
  ["console.log('x')", /console is a console/],
];
for (const room of ['core', 'metrics'])
  for (const [code, complaint] of impure) {
    plant(`${room} must not call ${code}`, room, `export const a = ${code};\n`, complaint);
    plant(`a test in ${room} may call ${code}`, room, `export const a = ${code};\n`, undefined, 'test.ts');
  }
plant('browser may ask for the time', 'browser', 'export const a = Date.now();\n');
plant(
  'core may name things as the page does, and take an instant',
  'core',
  `export const a = (document: { title: string }, at: number): string => document.title + new Date(at).toISOString();\n` +
    `export const b = { fetch: 1 }.fetch;\n`,
);

plant('no innerHTML', 'prompt', `document.body.innerHTML = '<b>';\nexport const a = 1;\n`, /is restricted/);
plant('no outerHTML', 'prompt', `document.body.outerHTML = '<b>';\nexport const a = 1;\n`, /is restricted/);
plant('no insertAdjacentHTML', 'prompt', `document.body.insertAdjacentHTML('beforeend', 'x');\n`, /is restricted/);
plant('no document.write', 'prompt', `document.write('x');\n`, /is restricted/);
plant('no eval', 'browser', `export const a = eval('1');\n`, /eval/);
plant('no new Function', 'browser', `export const a = new Function('return 1');\n`, /Function/i);
plant('no any', 'core', 'export const a = (b: any): unknown => b;\n', /any/);
plant('no enum', 'core', 'export enum A {\n  b,\n}\n', /union of literals/);
plant('no default export', 'core', 'export default 1;\n', /named export/);
plant('no `!`', 'core', 'export const a = (b?: string): string => b!;\n', /non-null/);
plant('`!` in a test', 'core', 'export const a = (b?: string): string => b!;\n', undefined, 'test.ts');

const drawn = (element: string): string => `import { h } from 'preact';\nexport const a = ${element};\n`;
for (const [code, complaint] of [
  ['<p ref={(b) => void b} />', /without ref/],
  ['<p style="color: red" />', /without style/],
  ['<p dangerouslySetInnerHTML={{ __html: "a" }} />', /without dangerouslySetInnerHTML/],
  ['<button is="a-b" />', /without is/],
  ['<input defaultValue="a" />', /without defaultValue/],
  ['<input defaultChecked />', /without defaultChecked/],
  ['<p className="a" />', /without className/],
  ['<svg><use xlink:href="#a" /></svg>', /without xlink:href/],
  ['<p onClickCapture={() => {}} />', /without onClickCapture/],
  ['<svg><foreignObject /></svg>', /without <foreignObject>/],
  ['<progress />', /without <progress>/],
  ['<p {...{ id: "a" }} />', /not written out/],
  ['class {}', /without classes/],
] as const)
  plant(`the prompt must not have ${code}`, 'prompt', drawn(code), complaint, 'tsx');
plant(
  'the results page may',
  'dashboard',
  drawn('<p ref={(b) => void b} style={{ color: "red" }} />'),
  undefined,
  'tsx',
);
plant(
  'the prompt may have what is left',
  'prompt',
  drawn('<p class="a" onClick={() => {}}><svg viewBox="0 0 1 1" /></p>'),
  undefined,
  'tsx',
);
plant(
  'no name that begins like those of Preact',
  'core',
  'export const a = { _b: 1 };\nexport const c = a._b;\n',
  /underscore/i,
);
for (const [library, code] of [
  ['MooTools', 'export const a = Array.from([1]);\n'],
  ['Prototype.js', 'export const a = [1].entries();\n'],
  ['Sugar', `export const a = 'a'.replaceAll('a', 'b');\n`],
] as const)
  plant(`a page may have ${library}`, 'prompt', code, new RegExp(`native.*${library}`));
plant('nobody replaces what is the object’s', 'prompt', 'export const a = Object.entries({});\n');

let folder: string;
const complaints = new Map<string, string[]>();

// One run over all of them, in a folder of their own that no other run looks into.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-lint-'));
  cpSync('.oxlintrc.json', join(folder, '.oxlintrc.json'));
  cpSync('scripts/lint-rules.mjs', join(folder, 'scripts/lint-rules.mjs'));
  for (const { path, code } of plants) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  const oxlint = resolve('node_modules/oxlint/bin/oxlint');
  const { status, stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; message: string; code: string }[] };
  for (const { filename, message, code } of diagnostics) {
    const path = filename.replaceAll('\\', '/');
    complaints.set(path, [...(complaints.get(path) ?? []), `${code}: ${message}`]);
  }
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(plants.map((one) => [one.name, one] as const))('%s', (_, { path, complaint }) => {
  const found = complaints.get(path) ?? [];
  if (complaint) expect(found.filter((one) => complaint.test(one))).not.toEqual([]);
  else expect(found).toEqual([]);
});
