import { readFileSync } from 'node:fs';
import { minify } from 'terser';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

// The names of the chunks that the loader fetches later; known once they are built (their names carry a hash).
const chunks: Record<string, string> = {};

/** `virtual:chunk-names` exports the file name of each built chunk, relative to the loader. */
const chunkNames: Plugin = {
  name: 'chunk-names',
  resolveId: (id) => (id === 'virtual:chunk-names' ? `\0${id}` : undefined),
  load: (id) =>
    id === '\0virtual:chunk-names'
      ? Object.entries(chunks)
          .map(([name, file]) => `export const ${name} = ${JSON.stringify(file)};`)
          .join('')
      : undefined,
};

/** `import('virtual:prompt')` in the npm entry becomes an import of the built file, which the owner's bundler follows. */
const chunkImports: Plugin = {
  name: 'chunk-imports',
  resolveId: {
    order: 'pre',
    handler: (id) => {
      const name = /^virtual:(prompt|outbox|diagnostics)$/.exec(id)?.[1];
      return name === undefined ? undefined : { id: `./${chunks[name]}`, external: true };
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
      file.code = `${code}\n//# sourceMappingURL=${file.fileName}.map\n`;
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

export default defineConfig({
  appType: 'custom',
  base: './',
  publicDir: false,
  plugins: [chunkNames, chunkImports, secondPass],
  define: { VERSION: JSON.stringify(version) },
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
    diagnostics: module('diagnostics', 'src/loader/diagnostics.ts', '[name]-[hash].js'),
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
      for (const name of ['prompt', 'outbox', 'diagnostics', 'loader', 'npm', 'dashboard', 'collector']) {
        const environment = builder.environments[name];
        if (!environment) throw new Error(`no environment ${name}`);
        const built = await builder.build(environment);
        if (!('output' in built)) throw new Error(`unexpected result of the ${name} build`);
        const entry = built.output.find((file) => file.type === 'chunk' && file.isEntry);
        if (entry && entry.fileName.includes('-')) chunks[name] = entry.fileName;
      }
    },
  },
});
