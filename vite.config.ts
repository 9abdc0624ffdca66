import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { minify } from 'terser';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';
import { leanPreact } from './scripts/lean-preact.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/**
 * One hash for all chunks, of the sources that they are made of: the loader names its chunks with it, so chunks of
 * another build are never taken for its own.
 */
function hashSources(): string {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'vite.config.ts', 'scripts/lean-preact.ts']) hash.update(readFileSync(file));
  for (const room of ['core', 'browser', 'loader', 'prompt', 'locales', 'locales/steps'])
    for (const entry of readdirSync(`src/${room}`, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)))
      // What lies deeper serves tests, as samples do.
      if (entry.isFile() && !/\.test\.|^sample/.test(entry.name))
        hash.update(`\n${room}/${entry.name}\n`).update(readFileSync(`src/${room}/${entry.name}`));
  return hash.digest('hex').slice(0, 8);
}
const buildHash = hashSources();

/** The parts that are files of their own, fetched when they are needed. */
const partSources: Readonly<Record<string, string>> = {
  prompt: 'src/prompt/prompt.ts',
  steps: 'src/prompt/steps.tsx',
  language: 'src/prompt/language.ts',
  looks: 'src/prompt/looks.ts',
  cookie: 'src/browser/cookie.ts',
  outbox: 'src/browser/outbox.ts',
  retry: 'src/browser/retry.ts',
  watch: 'src/browser/watch.ts',
  rare: 'src/loader/rare.ts',
  calls: 'src/loader/calls.ts',
  diagnostics: 'src/loader/diagnostics.ts',
};

/**
 * `import('virtual:prompt')` in the npm entry becomes an import of the built file, which the owner's bundler follows; in
 * earshot.all.js the part itself.
 */
const partImports: Plugin = {
  name: 'part-imports',
  resolveId: {
    order: 'pre',
    handler(id) {
      const [, name = ''] = /^virtual:(\w+)$/.exec(id) ?? [];
      const source = partSources[name];
      if (!source) return undefined;
      return this.environment.name === 'all' ? resolve(source) : { id: `./${name}-${buildHash}.js`, external: true };
    },
  },
};

/**
 * The loader has only those parts run that were built with it: `virtual:seals` holds the hashes of what stands in dist/ by
 * then. It knows those of the prompt, which is not to wait for another file, and of the part that holds all others; the
 * one file with everything fetches one part only.
 */
const sealParts: Plugin = {
  name: 'seal-parts',
  resolveId: { order: 'pre', handler: (id) => (id === 'virtual:seals' ? `\0${id}` : undefined) },
  load(id) {
    if (id !== '\0virtual:seals') return undefined;
    const suffix = `-${buildHash}.js`;
    const { name } = this.environment;
    const wanted = { loader: /^(prompt|seals)-/, all: /^diagnostics-/ }[name] ?? /^(?!prompt|seals)/;
    const seals = readdirSync('dist')
      .filter((file) => file.endsWith(suffix) && wanted.test(file))
      .map((file) => {
        const hash = createHash('sha256')
          .update(readFileSync(`dist/${file}`))
          .digest('base64');
        return `export const ${file.slice(0, -suffix.length)} = '${hash.replace('=', '')}';`;
      });
    return seals.join('\n');
  },
};

/** earshot.all.js is the tag's script with the parts in it; it fetches no texts, so it needs no address of its own. */
const inOneFile: Plugin = {
  name: 'in-one-file',
  applyToEnvironment: ({ name }) => name === 'all',
  resolveId: {
    order: 'pre',
    handler: (id, importer) =>
      id === './fetch-parts.ts' && importer ? importer.replace(/[^/]*$/, 'own-parts.ts') : undefined,
  },
  transform: (code) =>
    code.includes('import.meta.url') ? { code: code.replaceAll('import.meta.url', '""'), map: null } : undefined,
};

/**
 * idb-keyval has a store of its own for whoever names none. We always name one, so that its making need not be shipped
 * to every visitor who is asked.
 */
const withoutDefaultStore: Plugin = {
  name: 'without-default-store',
  transform(code, id) {
    if (!id.includes('/idb-keyval/')) return undefined;
    const lean = code.replaceAll(/(customStore) = defaultGetStore\(\)/g, '$1');
    if (lean === code) throw new Error('idb-keyval has changed: see withoutDefaultStore in vite.config.ts.');
    // No line moves, so a map made without this step is still right.
    return { code: lean, map: null };
  },
};

/**
 * Properties that only our own chunks and the insides of Preact know get short names, the same in all chunks of a build:
 * what the page, the storage, an endpoint or an owner sees is not among them. A name that begins with an underscore is
 * Preact's: none of ours does. What a chunk exports keeps its name, and so does what the DOM has a property of that name
 * for.
 */
const internalNames = new RegExp(
  `^(_(?!_html$|_proto__$)\\w+|${[
    'answeredAt begin busy canWait changeEndpoint changeHistory choose dismissals dismissedAt dispatch facts fire',
    'firedFor given granted isDone isFixed isHeld isNarrow isOver isPopUp isTest keepDraft laterAt leave onAddress',
    'leaving onElsewhere onEscape onFailure onOpen onSeen onTaken openAt openOutbox parseHistory parseMore picture printHistory rareParts',
    'readHistory remember renew retryAfter returnFocus said seen sendLabel settings settlement surroundings texts',
    'turnPage unseenAt widget words',
  ]
    .join(' ')
    .replaceAll(' ', '|')})$`,
);
// The short names that were given, shared by the passes of one build; variables are each file's own.
let shortNames: object | undefined;

/**
 * Chromium compiles a file with this first line at once, not each function when it is called: most of what draws a prompt
 * is. It takes a quarter off the processor time from the trigger to the painted prompt.
 */
const compileAll = '//# allFunctionsCalledOnLoad';
const drawing = /^(prompt|language|looks|steps)$/;

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
      const nameCache: { props?: object | undefined } = shortNames ? { props: shortNames } : {};
      // All that the metrics return is for others to read.
      const isPublic = this.environment.name === 'metrics';
      const { code, map } = await minify(file.code, {
        nameCache,
        mangle: isPublic || { properties: { regex: internalNames } },
        module: format === 'es',
        toplevel: true,
        ecma: 2021,
        compress: { passes: 5, keep_fargs: false, inline: 1, unsafe: true, pure_getters: true, unsafe_arrows: true },
        sourceMap: { content: JSON.stringify(file.map), asObject: true },
      });
      if (!isPublic) shortNames = nameCache.props;
      const hint = drawing.test(file.name) ? `${compileAll}\n` : '';
      file.code = `${hint}${code}\n`;
      // Changes of `file.map` itself go nowhere.
      const beside = bundle[`${file.fileName}.map`];
      if (beside?.type !== 'asset' || typeof map !== 'object') throw new Error(`${file.fileName} has no map.`);
      beside.source = JSON.stringify({ ...map, mappings: `${hint && ';'}${map.mappings}` });
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

/**
 * The command makes sure of the database driver before it opens a database, so the built file asks for it then: an
 * import would ask when the file is loaded, and end the command where there is no driver yet.
 */
const driverOnCall: Plugin = {
  name: 'driver-on-call',
  applyToEnvironment: ({ name }) => name === 'collector',
  resolveId: { order: 'pre', handler: (id) => (id === 'libsql' ? '\0libsql' : undefined) },
  load: (id) =>
    id === '\0libsql'
      ? `import { createRequire } from 'node:module';
         const load = createRequire(import.meta.url);
         export default function Database(...args) { return new (load('libsql'))(...args); }`
      : undefined,
};

export default defineConfig({
  appType: 'custom',
  base: './',
  publicDir: false,
  // Source maps name packages by where they are asked for, so that a linked node_modules builds the same bytes.
  resolve: { preserveSymlinks: true },
  plugins: [leanPreact, withoutDefaultStore, partImports, sealParts, inOneFile, driverOnCall, pageAtTop, secondPass],
  // light-dark() is not used, and preparing for it costs every visitor who is asked.
  css: { lightningcss: { exclude: 1 << 20 } },
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
    ...Object.fromEntries(
      Object.entries(partSources).map(([name, source]) => [name, module(name, source, `[name]-${buildHash}.js`)]),
    ),
    seals: module('seals', 'src/loader/seals.ts', `[name]-${buildHash}.js`),
    npm: module('index', 'src/loader/index.ts', '[name].js'),
    metrics: module('metrics', 'src/metrics/index.ts', '[name].js'),
    loader: {
      consumer: 'client',
      build: {
        // Old browsers must be able to parse the tag's script, so that it can decline quietly.
        target: 'es2021',
        rolldownOptions: {
          input: { earshot: 'src/loader/tag.ts' },
          output: { format: 'iife', entryFileNames: '[name].js' },
        },
      },
    },
    all: {
      consumer: 'client',
      build: {
        target: 'es2021',
        rolldownOptions: {
          input: { 'earshot.all': 'src/loader/tag.ts' },
          output: { format: 'iife', entryFileNames: '[name].js', codeSplitting: false },
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
      resolve: { noExternal: true, builtins: [/^node:/, ...builtinModules] },
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
    // One reading of this file for all passes: they share the short names.
    sharedConfigBuild: true,
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments))
        if (environment.name !== 'client' && environment.name !== 'ssr') await builder.build(environment);
    },
  },
});
