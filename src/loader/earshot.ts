import { hasDatabase } from '../browser/has-database.ts';
import { parseConfig, type TagSettings } from '../core/config.ts';
import type { Explanation } from '../core/explain.ts';
import { parseHistory } from '../core/history.ts';
import type { DiagnosticsChunk, Flushed, Outbox, OutboxChunk, PromptChunk, World } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import type { SettingsInput } from '../core/settings.ts';
import { watch, type Watch } from './watch.ts';

/** The parts that are fetched when they are needed, never before. */
export interface Chunks {
  readonly prompt: PromptChunk;
  readonly outbox: OutboxChunk;
  readonly diagnostics: DiagnosticsChunk;
}

/** How an entry fetches them. */
export type Load = <K extends keyof Chunks>(name: K) => Promise<Chunks[K]>;

/** The calls of a page to the widget. None of them throws, and their promises never reject. */
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

/** One call by name, as `earshot(name, …)` takes it; resolves to undefined where the call failed. */
export type Call = (name: string, ...args: readonly unknown[]) => Promise<unknown>;

/** The widget behind its calls, not yet started. `tag` holds the attributes of the script tag, where there is one. */
export function makeEarshot(load: Load, tag: TagSettings): Call {
  const problems = new Map<string, Problem>();
  const abort = new AbortController();
  const { signal } = abort;
  let starting: Promise<void> | undefined;
  let running: Watch | undefined;
  let openOutbox: () => Promise<Outbox>;
  let opening: Promise<Outbox> | undefined;

  const warn: World['warn'] = (...problem) => {
    const key = String(problem);
    if (problems.has(key)) return;
    problems.set(key, problem);
    void load('diagnostics')
      .catch(() => ({ describe: String }))
      .then(({ describe }) => console.warn(`[earshot] ${describe(problem)}`));
  };
  const world: World = {
    signal,
    emit: (name, detail) => document.dispatchEvent(new CustomEvent(`earshot:${name}`, { detail, cancelable: true })),
    warn,
  };
  const fail = (error: unknown): void => warn('failed', error);
  /** The outbox once Earshot has started, opened only where there may be something in it. */
  const outboxIfAny = async (): Promise<Outbox | undefined> => {
    await starting;
    return running && !signal.aborted && (await hasDatabase()) ? openOutbox() : undefined;
  };
  const run = async (json: unknown): Promise<void> => {
    // Nobody looks at a prerendered page yet, and perhaps nobody will.
    if ((document as { readonly prerendering?: boolean }).prerendering)
      await new Promise((resolve) => document.addEventListener('prerenderingchange', resolve, { signal }));
    const config = parseConfig(tag, json, document.baseURI, location.host, warn);
    const { site, endpoint } = config.site;
    if (!endpoint) return;
    openOutbox = () =>
      (opening ??= load('outbox').then((chunk) => chunk.open({ ...world, site, endpoint, parseHistory })));
    running = watch(config, world, () => load('prompt'), openOutbox);
    // Opening the outbox makes it look for what waits. Safari has no idle callback.
    (self.requestIdleCallback ?? setTimeout)(() => outboxIfAny().catch(fail));
  };

  const calls: Readonly<Record<string, unknown>> = {
    start(json: unknown) {
      if (starting) warn('noStart');
      // Below the browser floor the widget is quietly absent.
      else if ('popover' in HTMLElement.prototype) starting = run(json);
      return starting;
    },
    async track(name: string, traits: unknown) {
      await starting;
      running?.fire(`event:${name}`, traits);
    },
    explain: async () => (await load('diagnostics')).explain(await outboxIfAny(), running, problems),
    flush: async () => (await (await outboxIfAny())?.flush()) ?? { sent: 0, kept: 0, refused: 0 },
    stop: () => abort.abort(),
  };
  return async (name, ...args) => {
    const call = (calls[name] ?? (() => warn('noCall', name))) as Call;
    try {
      return await call(...(args as [string]));
    } catch (error) {
      return fail(error);
    }
  };
}
