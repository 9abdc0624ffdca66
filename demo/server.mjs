/**
 * The demo shop's server: plain pages, filled with the shop's prices and with an Earshot tag.
 *
 *   node demo/server.mjs --collector http://127.0.0.1:4700 --port 4800
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatPrice, products } from './assets/products.js';
import { readGalleryPage } from './gallery.mjs';
import { hintFor } from './hints.mjs';
import { choices, escapeHtml, makeTag, readSettings, stub, triggers } from './tag.mjs';

const here = new URL('./', import.meta.url);

const pages = new Map([
  ['/', 'index'],
  ['/maps', 'maps'],
  ...products.map((product) => [product.path, product.path.slice(1)]),
  ['/basket', 'basket'],
  ['/checkout', 'checkout'],
  ['/order-complete', 'order-complete'],
  ['/about', 'about'],
]);

/** An asset's address can only be made of plain names, so there is no way out of the folder. */
const assetPath = /^\/assets\/(?:[\w-]+\/)*[\w-]+\.(css|js|svg)$/;

const contentTypes = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };

/** Replaces `{{> part}}` by that part's text, kept at its depth; a part may hold further parts. */
async function join(text) {
  let whole = text;
  for (const [place, indent, name] of text.matchAll(/^( *)\{\{> ([\w-]+)\}\}$/gm)) {
    const part = await join(await readFile(new URL(`parts/${name}.html`, here), 'utf8'));
    whole = whole.replace(place, () => indentLines(part.trimEnd(), indent));
  }
  return whole;
}

/** Replaces `{{name}}` by a value, which is HTML already. */
function fill(text, values) {
  return text.replace(/^( *)\{\{([\w:-]+)\}\}$|\{\{([\w:-]+)\}\}/gm, (place, indent, block, inline) =>
    block ? indentLines(values[block] ?? place, indent) : (values[inline] ?? place),
  );
}

function indentLines(text, indent) {
  return text.replace(/^(?=.)/gm, indent);
}

function makeOptions(chosen) {
  const options = Object.entries(triggers).map(([name, { label }]) => {
    const selected = name === chosen ? ' selected' : '';
    return `<option value="${name}"${selected}>${escapeHtml(label)}</option>`;
  });
  return options.join('\n');
}

function makeValues(settings, { collector, resultsUrl }) {
  const hint = hintFor(settings);
  const values = {
    earshot: `${stub}\n${makeTag(settings, collector)}`,
    collector: escapeHtml(collector),
    results: escapeHtml(resultsUrl),
    survey: settings.kind,
    triggers: makeOptions(settings.trigger),
    hint: escapeHtml(hint.long),
    'hint-short': escapeHtml(hint.short),
  };
  for (const [name, all] of Object.entries(choices))
    for (const value of all) values[`pressed:${name}:${value}`] = String(settings[name] === value);
  for (const { id, price } of products) values[`price:${id}`] = formatPrice(price);
  return values;
}

async function makePage(path, cookies, where) {
  const name = pages.get(path) ?? '404';
  const text = await readFile(new URL(`pages/${name}.html`, here), 'utf8');
  const html = fill(await join(text), makeValues(readSettings(cookies), where));
  return html.replace(`<a class="nav-link" href="${path}"`, (link) => `${link} aria-current="page"`);
}

async function answer(request, where) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, type: 'text/plain', body: 'This shop only answers GET and HEAD.\n' };
  }
  const [address = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const path = address.replace(/(.)\/$/, '$1');
  const gallery = readGalleryPage(path, query, where.collector);
  if (gallery) {
    const text = await readFile(new URL(`pages/${gallery.name}.html`, here), 'utf8');
    return { status: gallery.status, type: 'text/html', body: fill(text, gallery.values) };
  }
  const asset = assetPath.exec(path);
  if (asset) {
    const body = await readFile(new URL(`.${path}`, here)).catch(() => undefined);
    if (body) return { status: 200, type: contentTypes[asset[1]], body };
  }
  const body = await makePage(path, request.headers.cookie, where);
  return { status: pages.has(path) ? 200 : 404, type: 'text/html', body };
}

function parseWebAddress(name, value) {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new TypeError(`${name} must be an http or https address, not "${value}".`);
}

/**
 * Starts the shop and resolves to its address and a way to stop it; port 0 takes any free port.
 * Rejects when an address is not one, or when the port cannot be had.
 */
export async function startDemo({ collector, port = 4800, host = '127.0.0.1', resultsUrl }) {
  const base = parseWebAddress('The collector', collector).href.replace(/\/$/, '');
  const where = { collector: base, resultsUrl: parseWebAddress('The results page', resultsUrl ?? `${base}/`).href };
  const server = createServer(async (request, response) => {
    const { status, type, body } = await answer(request, where).catch((error) => ({
      status: 500,
      type: 'text/plain',
      body: `The demo failed: ${error.message}\n`,
    }));
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function parseFlags(args) {
  const text = { type: 'string' };
  const { values } = parseArgs({ args, options: { collector: text, port: text, host: text, results: text } });
  const { collector = 'http://127.0.0.1:4700', port = '4800', host, results } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new TypeError(`--port must be a number from 0 to 65535, not "${port}".`);
  }
  return { collector, port: Number(port), ...(host && { host }), ...(results && { resultsUrl: results }) };
}

function explainFailure(error, args) {
  const flag = /'(-[^' ]*)[^']*'/.exec(error.message)?.[1];
  if (error.code === 'EADDRINUSE') return `Port ${error.port} is in use; choose another one with --port.`;
  if (error.syscall) return `The shop cannot listen there: ${error.message}.`;
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return `There is no flag ${flag}; the flags are --collector, --port, --host and --results.`;
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `${flag} needs a value.`;
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
    return `Every argument needs a flag before it, in: ${args.join(' ')}`;
  }
  return error.message;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  try {
    const { url } = await startDemo(parseFlags(args));
    console.log(`The demo shop is open at ${url}/`);
  } catch (error) {
    console.error(explainFailure(error, args));
    process.exitCode = 2;
  }
}
