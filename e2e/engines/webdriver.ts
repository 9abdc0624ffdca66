import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

/** A session with a browser that is driven by the W3C WebDriver protocol; elements are named by their references. */
export interface Session {
  readonly version: string;
  readonly get: (path: string) => Promise<unknown>;
  readonly post: (path: string, body?: object) => Promise<unknown>;
  readonly remove: (path: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** What a driver is started with. */
export interface Driver {
  readonly command: string;
  readonly args: (port: number) => readonly string[];
  readonly capabilities: object;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const findPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

async function until(work: () => unknown, what: string): Promise<void> {
  for (const end = Date.now() + 10_000; ; await wait(50)) {
    if (await work()) return;
    if (Date.now() > end) throw new Error(`${what} did not come up`);
  }
}

async function request(url: string, method: string, body?: object): Promise<unknown> {
  const answer = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await answer.json()) as { value: { error?: string; message?: string; [key: string]: unknown } };
  if (value?.error) throw new Error(`${method} ${url}: ${value.error}: ${value.message}`);
  return value;
}

/** A screen of its own, since WebKitGTK needs one. */
async function startScreen(children: ChildProcess[]): Promise<string> {
  let number = 100 + (process.pid % 400);
  const socket = (): string => `/tmp/.X11-unix/X${number}`;
  while (existsSync(socket())) number++;
  const args = [`:${number}`, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  children.push(spawn('Xvfb', args, { stdio: 'ignore' }));
  await until(() => existsSync(socket()), 'Xvfb');
  return `:${number}`;
}

/** Starts a driver with a screen of its own, and a browser by it. */
export async function startSession({ command, args, capabilities }: Driver): Promise<Session> {
  const children: ChildProcess[] = [];
  const stop = (): void => {
    for (const child of children.toReversed()) child.kill();
  };
  try {
    const display = await startScreen(children);
    const port = await findPort();
    const env = { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' };
    children.push(spawn(command, args(port), { stdio: 'ignore', env }));
    const root = `http://127.0.0.1:${port}`;
    await until(() => request(`${root}/status`, 'GET').then(Boolean, () => false), command);
    const made = await request(`${root}/session`, 'POST', { capabilities: { alwaysMatch: capabilities } });
    const { sessionId, capabilities: got } = made as { sessionId: string; capabilities: Record<string, string> };
    const at = `${root}/session/${sessionId}`;
    return {
      version: `${got.browserName} ${got.browserVersion}`,
      get: (path) => request(at + path, 'GET'),
      post: (path, body = {}) => request(at + path, 'POST', body),
      remove: (path) => request(at + path, 'DELETE'),
      async close() {
        await request(at, 'DELETE').catch(() => {});
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}
