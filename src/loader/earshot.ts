import { hasDatabase } from '../browser/has-database.ts';
import { whenIdle } from '../browser/idle.ts';
import { parseConfig, type ConfigSource } from '../core/config.ts';
import type { Explanation } from '../core/explain.ts';
import type { DiagnosticsChunk, Emit, Flushed, Outbox, OutboxChunk, PromptChunk } from '../core/ports.ts';
import type { Problem, Warn } from '../core/problem.ts';
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
  readonly warn: Warn;
}

const happens = (type: string): Promise<unknown> =>
  new Promise((resolve) => document.addEventListener(type, resolve, { once: true }));

export function makeEarshot(chunks: Chunks): Entry {
  const problems: Problem[] = [];
  const abort = new AbortController();
  const { signal } = abort;
  let starting: Promise<void> | undefined;
  let running: (Watch & { readonly openOutbox: () => Promise<Outbox> }) | undefined;

  const warn: Warn = (...problem) => {
    if (problems.some((known) => String(known) === String(problem))) return;
    problems.push(problem);
    chunks.diagnostics().then(
      ({ describeProblem }) => console.warn(`[earshot] ${describeProblem(problem)}`),
      () => console.warn('[earshot]', ...problem),
    );
  };
  const emit: Emit = (name, detail) =>
    document.dispatchEvent(new CustomEvent(`earshot:${name}`, { detail, cancelable: name === 'due' }));
  const attempt = <T>(what: string, work: () => Promise<T>): Promise<T | undefined> =>
    work().catch((error: unknown) => {
      warn('failed', what, String(error));
      return undefined;
    });

  /** The outbox, opened only where there may be something in it. */
  const outboxIfAny = (): Promise<Outbox | undefined> =>
    attempt('Opening the outbox', async () =>
      running && !signal.aborted && (await hasDatabase('earshot', running.isPrompted()))
        ? running.openOutbox()
        : undefined,
    );

  const run = async (tag: ConfigSource['tag'], json?: unknown): Promise<void> => {
    // Below the browser floor the widget is quietly absent.
    if (!('popover' in HTMLElement.prototype && 'adoptedStyleSheets' in Document.prototype)) return;
    if (document.readyState === 'loading') await happens('DOMContentLoaded');
    if ((document as { readonly prerendering?: boolean }).prerendering) await happens('prerenderingchange');
    const siteName = document.querySelector<HTMLMetaElement>('meta[property="og:site_name"]')?.content;
    const config = parseConfig({ tag, json, base: document.baseURI, host: location.host, siteName }, warn);
    const { site, endpoint } = config.site;
    if (!endpoint || signal.aborted) return;
    let opening: Promise<Outbox> | undefined;
    const openOutbox = (): Promise<Outbox> =>
      (opening ??= chunks.outbox().then((chunk) => chunk.openOutbox({ site, endpoint, emit, warn, signal })));
    const client = `earshot/${version}`;
    running = {
      ...watch({ ...config, client, loadPrompt: chunks.prompt, openOutbox, emit, warn, signal }),
      openOutbox,
    };
    // Opening the outbox makes it look for what waits.
    whenIdle(outboxIfAny, signal);
  };
  const begin = (tag: ConfigSource['tag'], json?: unknown): Promise<void> => {
    if (starting) warn('secondStart');
    starting ??= attempt('Starting', () => run(tag, json));
    return starting;
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
      async explain() {
        await starting;
        const outbox = (await (await outboxIfAny())?.view()) ?? { waiting: 0, refused: [] };
        const known = { version, surveys: running?.explain() ?? [], outbox, problems };
        return attempt('Explaining', async () => (await chunks.diagnostics()).explain(known));
      },
      async flush() {
        await starting;
        return (await (await outboxIfAny())?.flush()) ?? { sent: 0, kept: 0, refused: 0 };
      },
      async stop() {
        abort.abort();
      },
    },
  };
}
