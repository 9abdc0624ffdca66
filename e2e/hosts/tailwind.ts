import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plainShop, type Host } from './host.ts';
import { playPlain } from './sheets.ts';

/** What is used of the package, which may not be there when types are checked. */
interface Tailwind {
  readonly compile: (
    css: string,
    options: { loadStylesheet: (id: string) => Promise<{ path: string; base: string; content: string }> },
  ) => Promise<{ readonly build: (classes: readonly string[]) => string }>;
}

const classes = ['p-4', 'text-3xl', 'font-bold', 'grid', 'gap-2', 'rounded', 'border', 'underline', 'hidden'];

/** The sheet that its command makes of these classes: preflight, theme and utilities. */
async function makeSheet(): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve('./node_modules/tailwindcss/package.json'));
  const { compile } = (await import(pathToFileURL(join(folder, 'dist/lib.mjs')).href)) as Tailwind;
  const content = readFileSync(join(folder, 'index.css'), 'utf8');
  const sheet = { path: join(folder, 'index.css'), base: folder, content };
  const { build } = await compile('@import "tailwindcss";', { loadStylesheet: async () => sheet });
  return build(classes);
}

export const tailwind: Host = {
  name: 'Tailwind’s preflight',
  makeSheet,
  pages: { '/': `<div class="grid gap-2 p-4"><p class="text-3xl font-bold">Teas</p>${plainShop}</div>` },
  play: playPlain,
};
