import { Agent, request } from 'node:http';
import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { idOf, sampleResponse } from '../sample-response.ts';
import { newFolder, readRows, startChild, type Child } from './child.ts';

const data = newFolder();
afterEach(() => rmSync(data, { recursive: true, force: true }));

const ratePerMinute = 120;

interface Told {
  readonly status: number;
  readonly retryAfter: number;
}

/** Posts from an address of this machine, on a connection that is kept. */
function post({ origin }: Child, agent: Agent, localAddress: string, site: string, index: number): Promise<Told> {
  const body = JSON.stringify(sampleResponse({ id: idOf(index), site }));
  const headers = {
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(body),
    // Whoever forges answers forges this, too.
    'x-forwarded-for': `198.51.100.${index % 256}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/v1/responses`, { method: 'POST', agent, localAddress, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, retryAfter: Number(answer.headers['retry-after']) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Posts as many as each of the addresses has to, one after the other from each. */
async function postFrom(child: Child, addresses: readonly string[], each: number, site: string): Promise<Told[]> {
  const agent = new Agent({ keepAlive: true });
  const told = await Promise.all(
    addresses.map(async (address, number) => {
      const own: Told[] = [];
      for (let index = 0; index < each; index++)
        own.push(await post(child, agent, address, site, number * each + index));
      return own;
    }),
  );
  agent.destroy();
  return told.flat();
}

const addresses = (network: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `127.0.${network + Math.floor(index / 250)}.${1 + (index % 250)}`);

test('holds 10,000 forged posts from 20 addresses to their rate, while 1,000 from others pass', async () => {
  const since = performance.now();
  const flags = ['--rate', String(ratePerMinute), '--trusted-proxies', '10.0.0.0/8'];
  const child = await startChild(data, ...flags);
  const [forged, real] = await Promise.all([
    postFrom(child, addresses(1, 20), 500, 'forged.example'),
    postFrom(child, addresses(2, 250), 4, 'acme.example'),
  ]);
  const minutes = Math.ceil((performance.now() - since) / 60e3);
  const passed = forged.filter(({ status }) => status === 202);
  const held = forged.filter(({ status }) => status === 429);
  expect(forged).toHaveLength(10_000);
  expect(passed.length).toBeGreaterThan(0);
  expect(passed.length).toBeLessThanOrEqual(20 * ratePerMinute * minutes);
  expect(held).toHaveLength(forged.length - passed.length);
  expect(held.filter(({ retryAfter }) => !(retryAfter >= 1 && retryAfter <= 60))).toEqual([]);
  expect(real.filter(({ status }) => status === 202).length).toBeGreaterThanOrEqual(999);
  expect((await readRows(child, 'acme.example')).size).toBeGreaterThanOrEqual(999);
  expect(await child.kill('SIGINT')).toBe(0);
});
