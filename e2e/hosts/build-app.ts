import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const folder = import.meta.dirname;
const built = new Map<string, Promise<string>>();

/** What is used of the compiler, which may not be there when types are checked. */
interface Svelte {
  readonly compile: (
    source: string,
    options: { filename: string; css: 'injected' },
  ) => { readonly js: { code: string } };
}

const svelte: Plugin = {
  name: 'svelte',
  async transform(source, filename) {
    if (!filename.endsWith('.svelte')) return undefined;
    const compiler = join(folder, 'node_modules/svelte/src/compiler/index.js');
    const { compile } = (await import(pathToFileURL(compiler).href)) as Svelte;
    return compile(source, { filename, css: 'injected' }).js.code;
  },
};

async function bundle(entry: string, mode: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: folder,
    mode,
    logLevel: 'error',
    plugins: [svelte],
    define: { 'process.env.NODE_ENV': JSON.stringify(mode), __VUE_OPTIONS_API__: 'true' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'react', development: false } },
    build: { write: false, minify: mode === 'production', rolldownOptions: { input: join(folder, 'apps', entry) } },
  });
  const [first] = [result].flat();
  const chunk = first && 'output' in first ? first.output.find(({ type }) => type === 'chunk') : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`${entry} came to nothing`);
  return chunk.code;
}

/** The script of an app with all that it imports, from one file in `apps/`; made once. */
export function buildApp(entry: string, mode = 'production'): Promise<string> {
  const key = `${entry} ${mode}`;
  const script = built.get(key) ?? bundle(entry, mode);
  built.set(key, script);
  return script;
}
