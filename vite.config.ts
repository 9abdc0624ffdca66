import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { minify } from 'terser';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/**
 * One hash for all chunks, of the sources that they are made of: the loader names its chunks with it, so chunks of
 * another build are never taken for its own.
 */
function hashSources(): string {
  const hash = createHash('sha256').update(readFileSync('package-lock.json')).update(readFileSync('vite.config.ts'));
  for (const room of ['core', 'browser', 'loader', 'prompt', 'locales'])
    for (const file of readdirSync(`src/${room}`).sort())
      if (!/\.test\.|^sample/.test(file))
        hash.update(`\n${room}/${file}\n`).update(readFileSync(`src/${room}/${file}`));
  return hash.digest('hex').slice(0, 8);
}
const buildHash = hashSources();

/** `import('virtual:prompt')` in the npm entry becomes an import of the built file, which the owner's bundler follows. */
const chunkImports: Plugin = {
  name: 'chunk-imports',
  resolveId: {
    order: 'pre',
    handler: (id) => {
      const name = /^virtual:(prompt|outbox|diagnostics)$/.exec(id)?.[1];
      return name === undefined ? undefined : { id: `./${name}-${buildHash}.js`, external: true };
    },
  },
};

/**
 * A second pass over what Vite's own minifier made of a client file: some 2 % of the bytes that visitors pay for. Vite's
 * `minify: 'terser'` alone is larger than either.
 */
const secondPass: Plugin = {
  name: 'second-pass',
  apply: 'build',
  applyToEnvironment: ({ config }) => config.consumer === 'client',
  async generateBundle({ format }, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk' || !file.map) continue;
      const { code, map } = await minify(file.code, {
        module: format === 'es',
        toplevel: true,
        ecma: 2020,
        compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
        sourceMap: { content: JSON.stringify(file.map), asObject: true },
      });
      file.code = `${code}\n`;
      Object.assign(file.map, map);
    }
  },
};

// One file per entry, so that no page ever fetches a third, shared chunk.
const module = (name: string, input: string, fileName: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    rolldownOptions: {
      input: { [name]: input },
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: fileName, codeSplitting: false },
    },
  },
});

/** The results page is built from deep inside of src/; it is served from the top. */
const pageAtTop: Plugin = {
  name: 'page-at-top',
  enforce: 'post',
  applyToEnvironment: ({ name }) => name === 'dashboard',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === 'asset' && file.fileName.endsWith('index.html')) {
        file.fileName = 'index.html';
        file.source = String(file.source).replaceAll('../../', './');
      }
  },
};

export default defineConfig({
  appType: 'custom',
  base: './',
  publicDir: false,
  // Source maps name packages by where they are asked for, so that a linked node_modules builds the same bytes.
  resolve: { preserveSymlinks: true },
  plugins: [chunkImports, pageAtTop, secondPass],
  define: { VERSION: JSON.stringify(version), BUILD: JSON.stringify(buildHash) },
  build: {
    target: 'es2022',
    cssTarget: ['chrome114', 'firefox125', 'safari17'],
    // Maps lie beside the files; no visitor pays for the comment that names them.
    sourcemap: 'hidden',
    modulePreload: false,
    emptyOutDir: false,
    reportCompressedSize: false,
  },
  environments: {
    prompt: module('prompt', 'src/prompt/prompt.tsx', `[name]-${buildHash}.js`),
    outbox: module('outbox', 'src/browser/outbox.ts', `[name]-${buildHash}.js`),
    diagnostics: module('diagnostics', 'src/loader/diagnostics.ts', `[name]-${buildHash}.js`),
    npm: module('index', 'src/loader/index.ts', '[name].js'),
    loader: {
      consumer: 'client',
      build: {
        // Old browsers must be able to parse the tag's script, so that it can decline quietly.
        target: 'es2020',
        rolldownOptions: {
          input: { earshot: 'src/loader/tag.ts' },
          output: { format: 'iife', entryFileNames: '[name].js' },
        },
      },
    },
    dashboard: {
      consumer: 'client',
      build: {
        outDir: 'dist/dashboard',
        rolldownOptions: { input: 'src/dashboard/index.html' },
      },
    },
    collector: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['libsql'], builtins: [/^node:/] },
      build: {
        outDir: 'dist/collector',
        target: 'node20',
        minify: false,
        rolldownOptions: {
          input: { cli: 'src/collector/cli.ts' },
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments))
        if (environment.name !== 'client' && environment.name !== 'ssr') await builder.build(environment);
    },
  },
});
