import { join } from 'node:path';
import { build } from 'vite';

const folder = import.meta.dirname;
const built = new Map<string, Promise<string>>();

async function bundle(entry: string, mode: string): Promise<string> {
  const result = await build({
    configFile: false,
    root: folder,
    mode,
    logLevel: 'error',
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
