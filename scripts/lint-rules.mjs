// The walls of the house as lint rules (see ARCHITECTURE.md). Run by oxlint as a plugin.
import { posix } from 'node:path';

/** Room → rooms that it may import from, its own always included. */
export const walls = {
  core: [],
  metrics: ['core'],
  browser: ['core'],
  prompt: ['core', 'browser', 'locales'],
  locales: [],
  loader: ['core', 'browser'],
  collector: ['core', 'metrics'],
  dashboard: ['core', 'metrics'],
};

/** Room → packages that it may import; tests may import any. */
const packages = {
  core: [],
  metrics: [],
  browser: ['idb-keyval'],
  prompt: ['preact'],
  locales: [],
  loader: ['virtual:'],
  collector: [
    'node:',
    'csv-stringify',
    'hono',
    '@hono/node-server',
    'ipaddr.js',
    'libsql',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
  ],
  dashboard: ['eventsource-parser', 'preact', 'uplot'],
};

const impure = {
  globalThis: 'the whole outside',
  self: 'the whole outside',
  document: 'a document',
  window: 'a window',
  navigator: 'a navigator',
  location: 'an address',
  localStorage: 'storage',
  sessionStorage: 'storage',
  indexedDB: 'storage',
  fetch: 'a network',
  crypto: 'randomness',
  performance: 'a clock',
  setTimeout: 'a timer',
  setInterval: 'a timer',
  requestAnimationFrame: 'a timer',
  requestIdleCallback: 'a timer',
  queueMicrotask: 'a timer',
  process: 'a process',
  console: 'a console',
};

// What the prompt's Preact is built without: see scripts/lean-preact.ts.
const goneAttribute = /^(ref|style|dangerouslySetInnerHTML|is|default(Value|Checked)|className|xlink.*|on.*Capture)$/;
const goneElement = /^(math|foreignObject|progress|template)$/;

/** What libraries have put something of their own in the place of, and one of them; see the hosts in e2e/hosts. */
const replaced = { 'Array.from': 'MooTools', entries: 'Prototype.js', replaceAll: 'Sugar' };

const roomOf = (path) => /(?:^|[\\/])src[\\/]([^\\/]+)[\\/]/.exec(path)?.[1];
const isTest = (path) => /\.test\.tsx?$/.test(path);

function checkImport(context, node) {
  // `import('…')` in a type has its source as the argument.
  const from = (node.source ?? node.argument?.literal ?? node.argument)?.value;
  const path = context.filename;
  const room = roomOf(path);
  if (typeof from !== 'string' || !room || !(room in walls)) return;
  if (from.startsWith('.')) {
    const target = roomOf(posix.join(posix.dirname(path.replaceAll('\\', '/')), from));
    if (target && target !== room && !walls[room].includes(target))
      context.report({ node, message: `${room} must not import from ${target}` });
  } else if (
    !isTest(path) &&
    !packages[room].some((name) => from === name || from.startsWith(name.endsWith(':') ? name : `${name}/`))
  )
    context.report({ node, message: `${room} must not import the package ${from}` });
}

/** True where `name` is a free variable: not declared in the file. */
function isGlobal(context, node) {
  for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) {
    const variable = scope.set.get(node.name);
    if (variable) return variable.defs.length === 0;
  }
  return true;
}

const isReference = ({ parent, ...node }) =>
  !(parent?.type === 'MemberExpression' && parent.property.start === node.start && !parent.computed) &&
  !(parent?.type === 'Property' && parent.key.start === node.start && !parent.computed && !parent.shorthand) &&
  !parent?.type.startsWith('TS');

export default {
  meta: { name: 'earshot' },
  rules: {
    walls: {
      create: (context) => ({
        ImportDeclaration: (node) => checkImport(context, node),
        ImportExpression: (node) => checkImport(context, node),
        TSImportType: (node) => checkImport(context, node),
        ExportNamedDeclaration: (node) => checkImport(context, node),
        ExportAllDeclaration: (node) => checkImport(context, node),
      }),
    },
    pure: {
      create: (context) => ({
        Identifier(node) {
          if (Object.hasOwn(impure, node.name) && isReference(node) && isGlobal(context, node))
            context.report({ node, message: `${node.name} is ${impure[node.name]}: take it as an argument` });
        },
        MemberExpression({ object, property, ...node }) {
          const name = `${object.name}.${property.name}`;
          if (name === 'Date.now' || name === 'Math.random')
            context.report({ node, message: `${name} is not pure: take it as an argument` });
        },
        NewExpression(node) {
          if (node.callee.name === 'Date' && node.arguments.length === 0)
            context.report({ node, message: 'new Date() is a clock: take the instant as an argument' });
        },
      }),
    },
    lean: {
      create: (context) => {
        const gone = (node, what) =>
          context.report({ node, message: `the prompt is built without ${what}: see scripts/lean-preact.ts` });
        const noClass = (node) => gone(node, 'classes');
        return {
          JSXOpeningElement(node) {
            const { name, attributes } = node;
            // A component takes any props.
            if (name.type !== 'JSXIdentifier' || !/^[a-z]/.test(name.name)) return;
            if (goneElement.test(name.name)) gone(node, `<${name.name}>`);
            for (const attribute of attributes)
              if (attribute.type === 'JSXSpreadAttribute')
                gone(attribute, 'a look at attributes that are not written out');
              else {
                const { name } = attribute;
                const text = name.type === 'JSXNamespacedName' ? `${name.namespace.name}:${name.name.name}` : name.name;
                if (goneAttribute.test(text)) gone(attribute, text);
              }
          },
          ClassDeclaration: noClass,
          ClassExpression: noClass,
        };
      },
    },
    native: {
      create: (context) => ({
        CallExpression({ callee: { type, object, property, computed }, ...node }) {
          if (type !== 'MemberExpression' || computed) return;
          const isOwn = object.type === 'Identifier' && object.name === 'Object';
          const name = object.name === 'Array' && property.name === 'from' ? 'Array.from' : property.name;
          if (!isOwn && Object.hasOwn(replaced, name))
            context.report({ node, message: `${replaced[name]} has a ${name} of its own on its pages` });
        },
      }),
    },
    'no-enum': {
      create: (context) => ({
        TSEnumDeclaration: (node) => context.report({ node, message: 'use a union of literals' }),
      }),
    },
    'no-default-export': {
      create: (context) => ({
        ExportDefaultDeclaration: (node) => context.report({ node, message: 'use a named export' }),
      }),
    },
  },
};
