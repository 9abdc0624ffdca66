import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { build, minify } from 'vite';

const folder = 'bench/pop-up';
const types = { html: 'text/html', js: 'text/javascript', json: 'application/json' };
const settings = 'data-subject="Acme" data-endpoint="/responses"';

/** The two pages differ in their scripts only. `order()` is what the page says when an order was placed. */
const page = (scripts) => `<!doctype html>
<html lang="en">
  <title>Acme</title>
  <link rel="icon" href="data:," />
  <meta name="viewport" content="width=device-width" />
  ${scripts}
  <h1>Acme</h1>
  ${Array.from({ length: 12 }, (_, index) => `<h2>Map ${index}</h2><p>${'For people who like to walk. '.repeat(20)}</p>`).join('\n  ')}
</html>`;

const earshot = `<script async src="/earshot.js" data-survey="nps" data-trigger="event:order_placed" ${settings}></script>
  <script>window.order = () => void earshot('track', 'order_placed')</script>`;
const popUp = `<script async src="/loader.js" ${settings}></script>
  <script>window.order = () => void popUp()</script>`;

/** Minified as Vite does it for anybody, one file with all it needs. */
async function buildPopUp() {
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: `${folder}/pop-up.jsx`,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  });
  return output[0].code;
}

/**
 * Serves a page with the widget as it is in dist/ at `/earshot`, one with the pop-up at `/pop-up`, and an endpoint for
 * both, all from one origin and with the same headers. `planted` goes into the widget's page.
 */
export async function startPages(planted = '') {
  const made = {
    '/earshot': page(planted + earshot),
    '/pop-up': page(popUp),
    '/pop-up.js': await buildPopUp(),
    '/loader.js': (await minify('loader.js', await readFile(`${folder}/loader.js`, 'utf8'))).code,
  };
  const posted = [];
  const server = createServer(async (request, response) => {
    const { url: path, method } = request;
    if (method === 'POST') {
      let body = '';
      for await (const part of request) body += part;
      posted.push(JSON.parse(body));
      return response.writeHead(202).end();
    }
    const type = types[path.split('.')[1] ?? 'html'];
    // From memory for both.
    const text = (made[path] ??= await readFile(`dist${path}`).catch(() => undefined));
    const caching = type === types.html ? 'no-cache' : 'public, max-age=31536000, immutable';
    response.writeHead(text === undefined ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': caching,
    });
    return response.end(text);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** What came in, oldest first. */
    posted,
    stop: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}
