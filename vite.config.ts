import { readFileSync } from 'node:fs';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

// The names of the chunks that the loader fetches later; known once they are built (their names carry a hash).
const chunks: Record<string, string> = {};

/** `virtual:chunk/prompt` is the file name of the built prompt chunk, relative to the loader. */
const chunkNames: Plugin = {
  name: 'chunk-names',
  resolveId: (id) => (id.startsWith('virtual:chunk/') ? `\0${id}` : undefined),
  load: (id) =>
    id.startsWith('\0virtual:chunk/') ? `export const file = ${JSON.stringify(chunks[id.slice(15)])}` : undefined,
};

/** `import('virtual:prompt')` in the npm entry becomes an import of the built file, which the owner's bundler follows. */
const chunkImports: Plugin = {
  name: 'chunk-imports',
  resolveId: {
    order: 'pre',
    handler: (id) => {
      const name = /^virtual:(prompt|outbox)$/.exec(id)?.[1];
      return name === undefined ? undefined : { id: `./${chunks[name]}`, external: true };
    },
  },
};

// One file per entry, so that no page ever fetches a third, shared chunk.
const module = (name: string, input: string, fileName: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    rolldownOptions: {
      input: { [name]: input },
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: fileName, codeSplitting: false, minify: true },
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
  plugins: [chunkNames, chunkImports, pageAtTop],
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    target: 'es2022',
    sourcemap: true,
    modulePreload: false,
    emptyOutDir: false,
    reportCompressedSize: false,
  },
  environments: {
    prompt: module('prompt', 'src/prompt/prompt.tsx', '[name]-[hash].js'),
    outbox: module('outbox', 'src/browser/outbox.ts', '[name]-[hash].js'),
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
    // Without it each environment reads this file anew and the chunk names are lost.
    sharedConfigBuild: true,
    async buildApp(builder) {
      for (const name of ['prompt', 'outbox', 'loader', 'npm', 'dashboard', 'collector']) {
        const environment = builder.environments[name];
        if (!environment) throw new Error(`no environment ${name}`);
        const built = await builder.build(environment);
        if (!('output' in built)) throw new Error(`unexpected result of the ${name} build`);
        const entry = built.output.find((file) => file.type === 'chunk' && file.isEntry);
        if (entry) chunks[name] = entry.fileName;
      }
    },
  },
});
