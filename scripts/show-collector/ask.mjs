// How the stories of npm run show:collector talk to a collector.
import { responseOf } from './sample.mjs';

/** Calls of a collector that runs. */
export function asking({ origin, token }) {
  const authorization = `Bearer ${token}`;
  const send = (method, path, body, headers = {}) =>
    fetch(origin + path, { method, headers: { authorization, ...headers }, ...(body !== undefined && { body }) });
  const json = { 'content-type': 'application/json' };
  return {
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    /** Posts a response as a widget does; resolves to the status, or to what broke the connection. */
    post: (index, more, headers = {}) =>
      fetch(`${origin}/v1/responses`, {
        method: 'POST',
        headers: { ...json, ...headers },
        body: JSON.stringify(responseOf(index, more)),
      }).then(
        async (answer) => (await answer.arrayBuffer(), answer.status),
        (error) => String(error),
      ),
    change: (method, path, value) => send(method, path, JSON.stringify(value), json),
    read: async (path) => (await send('GET', path)).json(),
    /** All rows of a site, page by page. */
    async rows(site) {
      const found = [];
      for (let path = `/v1/responses?limit=500&site=${site}`; path;) {
        const answer = await send('GET', path);
        found.push(...(await answer.json()).responses);
        path = /^<(.+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
      }
      return found;
    },
  };
}

/** Posts from `visitors` visitors at once until `isOver`; resolves to the ids that were acknowledged. */
export async function crowd({ post }, site, visitors, isOver) {
  const acknowledged = new Set();
  let last = 0;
  const visit = async () => {
    while (!isOver(acknowledged.size)) {
      const index = ++last;
      if ((await post(index, { site })) === 202) acknowledged.add(responseOf(index).id);
    }
  };
  await Promise.all(Array.from({ length: visitors }, visit));
  return acknowledged;
}
