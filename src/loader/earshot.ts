import { hasDatabase } from '../browser/has-database.ts';
import { whenIdle } from '../browser/idle.ts';
import { parseConfig, type ConfigSource } from '../core/config.ts';
import type { EventDetail, EventName, Flushed, Outbox, OutboxChunk, OutboxView, PromptChunk } from '../core/ports.ts';
import type { SettingsInput } from '../core/settings.ts';
import { parseTraits } from '../core/traits.ts';
import { watch, type Watch } from './watch.ts';

declare const VERSION: string;
/** The widget's version, put in by the build. */
export const version = VERSION;

/** How an entry fetches the two chunks; called when they are needed, never before. */
export interface Chunks {
  readonly prompt: () => Promise<PromptChunk>;
  readonly outbox: () => Promise<OutboxChunk>;
}

/** One rule of a survey as it stands: its value, what it asks for, and the instant (ISO 8601) from which it passes. */
export interface ExplainedRule {
  readonly id: string;
  readonly passes: boolean;
  readonly value?: string | number | undefined;
  readonly threshold?: string | number | undefined;
  readonly passesAt?: string | undefined;
}

/** Why each survey shows or does not show, what waits to be sent, and what the owner should mend. */
export interface Explanation {
  readonly version: string;
  readonly surveys: readonly {
    readonly survey: string;
    /** A trigger has fired and waits to be served. */
    readonly due: boolean;
    readonly rules: readonly ExplainedRule[];
  }[];
  readonly outbox: OutboxView;
  readonly problems: readonly string[];
}

/** The calls of a page to the widget. None of them throws; each promise resolves. */
export interface Earshot {
  /** Starts with settings instead of a tag; the first start wins. */
  readonly start: (settings: SettingsInput) => Promise<void>;
  /** Fires the triggers `event:NAME`; the traits go with that response only. */
  readonly track: (name: string, traits?: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly explain: () => Promise<Explanation>;
  /** Sends what waits now, as far as the endpoint does not ask to wait. */
  readonly flush: () => Promise<Flushed>;
  /** Takes everything down for good. */
  readonly stop: () => Promise<void>;
}

const parsed = (): Promise<void> | undefined =>
  document.readyState === 'loading'
    ? new Promise((resolve) => {
        document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
      })
    : undefined;

/** Resolves once the page is one that a visitor looks at, or may. */
const activated = (): Promise<void> | undefined =>
  (document as { readonly prerendering?: boolean }).prerendering
    ? new Promise((resolve) => {
        document.addEventListener('prerenderingchange', () => resolve(), { once: true });
      })
    : undefined;

/** The widget, not yet started. `tag` holds the attributes of the script tag, where there is one. */
export function makeEarshot(
  chunks: Chunks,
): Earshot & { readonly startTag: (tag: ConfigSource['tag']) => Promise<void> } {
  const problems: string[] = [];
  const abort = new AbortController();
  const { signal } = abort;
  let starting: Promise<void> | undefined;
  let running:
    | { readonly watch: Watch; readonly openOutbox: () => Promise<Outbox>; readonly stored: () => Promise<boolean> }
    | undefined;

  const warn = (problem: string): void => {
    if (problems.includes(problem)) return;
    problems.push(problem);
    console.warn(`[earshot] ${problem}`);
  };
  const emit = (name: EventName, detail: EventDetail): boolean =>
    document.dispatchEvent(new CustomEvent(`earshot:${name}`, { detail, cancelable: name === 'due' }));

  const outboxIfAny = async (): Promise<Outbox | undefined> => {
    try {
      if (running && !signal.aborted && (await running.stored())) return await running.openOutbox();
    } catch (error) {
      warn(`The outbox could not be opened: ${String(error)}`);
    }
    return undefined;
  };

  const run = async (tag: ConfigSource['tag'], json?: unknown): Promise<void> => {
    // Below the browser floor the widget is quietly absent.
    if (!('popover' in HTMLElement.prototype && 'adoptedStyleSheets' in Document.prototype)) return;
    await parsed();
    await activated();
    if (signal.aborted) return;
    const config = parseConfig({
      tag,
      json,
      base: document.baseURI,
      host: location.host,
      siteName: document.querySelector<HTMLMetaElement>('meta[property="og:site_name"]')?.content,
    });
    config.problems.forEach(warn);
    const { site, endpoint } = config.site;
    if (!endpoint) return;
    let opening: Promise<Outbox> | undefined;
    const openOutbox = (): Promise<Outbox> =>
      (opening ??= chunks.outbox().then((chunk) => chunk.openOutbox({ site, endpoint, emit, warn, signal })));
    const watching = watch({
      config,
      client: `earshot/${version}`,
      loadPrompt: chunks.prompt,
      loadOutbox: chunks.outbox,
      openOutbox,
      emit,
      warn,
      signal,
    });
    const stored = (): Promise<boolean> => hasDatabase('earshot', watching.prompted());
    running = { watch: watching, openOutbox, stored };
    // Opening the outbox makes it look for what waits.
    whenIdle(() => void outboxIfAny(), signal);
  };

  const begin = (tag: ConfigSource['tag'], json?: unknown): Promise<void> => {
    if (starting) warn('Earshot has been started already. The first start holds.');
    starting ??= run(tag, json).catch((error: unknown) => warn(`Earshot could not start: ${String(error)}`));
    return starting;
  };
  return {
    startTag: (tag) => begin(tag),
    start: (settings) => begin({}, settings),
    async track(name, raw) {
      await starting;
      const { traits, problem } = parseTraits(raw);
      if (problem) warn(problem);
      if (!signal.aborted) running?.watch.track(String(name), traits);
    },
    async explain() {
      await starting;
      const outbox = await outboxIfAny();
      return {
        version,
        surveys: (running?.watch.verdicts() ?? []).map(({ survey, due, verdict }) => ({
          survey,
          due,
          rules: verdict.rules.map(({ passesAt, ...rule }) => ({
            ...rule,
            ...(passesAt && { passesAt: new Date(passesAt).toISOString() }),
          })),
        })),
        outbox: (await outbox?.view()) ?? { waiting: 0, refused: [] },
        problems: [...problems],
      };
    },
    async flush() {
      await starting;
      return (await (await outboxIfAny())?.flush()) ?? { sent: 0, kept: 0, refused: 0 };
    },
    async stop() {
      abort.abort();
    },
  };
}
