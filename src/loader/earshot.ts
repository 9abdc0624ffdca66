import { hasDatabase } from '../browser/has-database.ts';
import { whenIdle } from '../browser/idle.ts';
import { parseConfig, type ConfigSource } from '../core/config.ts';
import type { Explanation } from '../core/explain.ts';
import { parseHistory } from '../core/history.ts';
import type { DiagnosticsChunk, Flushed, Outbox, OutboxChunk, PromptChunk, World } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import type { SettingsInput } from '../core/settings.ts';
import { watch, type Watch } from './watch.ts';

declare const VERSION: string;
/** The widget's version, put in by the build. */
export const version = VERSION;

/** How an entry fetches the chunks; called when they are needed, never before. */
export interface Chunks {
  readonly prompt: () => Promise<PromptChunk>;
  readonly outbox: () => Promise<OutboxChunk>;
  readonly diagnostics: () => Promise<DiagnosticsChunk>;
}

/** The calls of a page to the widget. None of them throws; each promise resolves. */
export interface Earshot {
  /** Starts with settings instead of a tag; the first start wins. */
  readonly start: (settings: SettingsInput) => Promise<void>;
  /** Fires the triggers `event:NAME`; the traits go with that response only. */
  readonly track: (name: string, traits?: Readonly<Record<string, string | number | boolean>>) => Promise<void>;
  /** Why each survey shows or does not; undefined where the part that explains could not be loaded. */
  readonly explain: () => Promise<Explanation | undefined>;
  /** Sends what waits now, as far as the endpoint does not ask to wait. */
  readonly flush: () => Promise<Flushed>;
  /** Takes everything down for good. */
  readonly stop: () => Promise<void>;
}

/** The widget behind its calls, not yet started. */
export interface Entry {
  readonly calls: Earshot;
  /** Starts with the attributes of the script tag. */
  readonly startTag: (tag: ConfigSource['tag']) => Promise<void>;
  readonly warn: World['warn'];
}

const happens = (type: string): Promise<unknown> =>
  new Promise((resolve) => document.addEventListener(type, resolve, { once: true }));

export function makeEarshot(chunks: Chunks): Entry {
  const problems: Problem[] = [];
  const abort = new AbortController();
  const { signal } = abort;
  let starting: Promise<unknown> | undefined;
  let running: Watch | undefined;
  let openOutbox: () => Promise<Outbox>;
  let opening: Promise<Outbox> | undefined;

  const world: World = {
    client: `earshot/${version}`,
    signal,
    emit: (name, detail) =>
      document.dispatchEvent(new CustomEvent(`earshot:${name}`, { detail, cancelable: name === 'due' })),
    warn(...problem) {
      if (problems.some((known) => String(known) === String(problem))) return;
      problems.push(problem);
      chunks.diagnostics().then(
        ({ describeProblem }) => console.warn(`[earshot] ${describeProblem(problem)}`),
        () => console.warn('[earshot]', ...problem),
      );
    },
  };
  const { warn } = world;
  const attempt = <T>(work: () => Promise<T>): Promise<T | undefined> =>
    work().catch((error: unknown) => void warn('failed', String(error)));

  /** The outbox once Earshot has started, opened only where there may be something in it. */
  const outboxIfAny = (): Promise<Outbox | undefined> =>
    attempt(async () => {
      await starting;
      return running && !signal.aborted && (await hasDatabase('earshot')) ? openOutbox() : undefined;
    });

  const run = async (tag: ConfigSource['tag'], json?: unknown): Promise<void> => {
    // Below the browser floor the widget is quietly absent.
    if (!('popover' in document.documentElement && 'adoptedStyleSheets' in document)) return;
    if (document.readyState === 'loading') await happens('DOMContentLoaded');
    if ((document as { readonly prerendering?: boolean }).prerendering) await happens('prerenderingchange');
    const config = parseConfig({ tag, json, base: document.baseURI, host: location.host }, warn);
    const { site, endpoint } = config.site;
    if (!endpoint || signal.aborted) return;
    openOutbox = () =>
      (opening ??= chunks.outbox().then((chunk) => chunk.openOutbox({ ...world, site, endpoint, parseHistory })));
    running = watch(config, world, chunks.prompt, openOutbox);
    // Opening the outbox makes it look for what waits.
    whenIdle(outboxIfAny);
  };
  const begin = async (tag: ConfigSource['tag'], json?: unknown): Promise<void> => {
    if (starting) warn('secondStart');
    await (starting ??= attempt(() => run(tag, json)));
  };

  return {
    startTag: begin,
    warn,
    calls: {
      start: (settings) => begin({}, settings),
      async track(name, traits) {
        await starting;
        running?.fire(`event:${name}`, traits);
      },
      explain: () =>
        attempt(async () => {
          const outbox = await (await outboxIfAny())?.view();
          return (await chunks.diagnostics()).explain({ version, surveys: running?.explain() ?? [], outbox, problems });
        }),
      flush: async () => (await (await outboxIfAny())?.flush()) ?? { sent: 0, kept: 0, refused: 0 },
      async stop() {
        abort.abort();
      },
    },
  };
}
