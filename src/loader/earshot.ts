import { commonTables, isCommon, parseConfig, type TagSettings } from '../core/config.ts';
import type { Explanation } from '../core/explain.ts';
import type { Flushed, OutboxChunk, PromptChunk, PromptParts, RareChunk, RetryChunk } from '../core/ports.ts';
import type { Traits } from '../core/response.ts';
import type { SettingsInput } from '../core/settings.ts';
import type { CallsContext } from './calls.ts';
import { makeWidget, type Page, type Widget } from './widget.ts';

/** The parts that are fetched when they are needed, never before. */
export interface Chunks extends PromptParts {
  readonly prompt: PromptChunk;
  readonly outbox: OutboxChunk;
  readonly retry: RetryChunk;
  readonly rare: RareChunk;
  readonly calls: { readonly call: (context: CallsContext, name: string, args: readonly unknown[]) => unknown };
}

/** How an entry fetches them. */
export type Load = <K extends keyof Chunks>(name: K) => Promise<Chunks[K]>;

/** The calls of a page to the widget. None of them throws, and their promises never reject. */
export interface Earshot {
  /** Starts with settings instead of a tag; the first start wins. */
  readonly start: (settings: SettingsInput) => Promise<void>;
  /** Fires the triggers `event:NAME`; the traits go with that response only. */
  readonly track: (name: string, traits?: Traits) => Promise<void>;
  /**
   * Opens a survey, the first where no name is given, past every rule but consent and mode. Without a gesture of the
   * visitor just before it fires the trigger `manual`, and the rules decide.
   */
  readonly show: (survey?: string, traits?: Traits) => Promise<void>;
  /**
   * Says who this is; the traits go with every response of his. Null signs out. Resolves once what somebody else had
   * typed is gone.
   */
  readonly identify: (user: string | number | null, traits?: Traits) => Promise<void>;
  /** Grants storing and asking, or refuses it and erases everything. Both are remembered. */
  readonly consent: (isGranted: boolean) => Promise<void>;
  /** Erases everything, closes an open prompt and keeps this visit silent. */
  readonly forget: () => Promise<void>;
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
  const problems = new Set<string>();
  const abort = new AbortController();
  const { signal } = abort;
  let starting: Promise<void> | undefined;
  let turn: Promise<unknown> | undefined;
  let widget: Widget | undefined;

  const warn: Page['warn'] = (...problem) =>
    void load('diagnostics').then(
      ({ tell }) => tell(problem, problems),
      () => console.warn('[earshot]', ...problem),
    );
  const begin = async (settings: unknown): Promise<void> => {
    // Nobody looks at a prerendered page yet, and perhaps nobody will.
    if ((document as { readonly prerendering?: boolean }).prerendering)
      await new Promise((resolve) => document.addEventListener('prerenderingchange', resolve, { signal }));
    const rare = isCommon(tag, settings) && !/earshot=/.test(location.search) ? undefined : await load('rare');
    const config = rare
      ? await rare.readConfig(tag, settings, world, commonTables, parseConfig)
      : parseConfig(commonTables, tag, settings, document.baseURI, location.host, warn);
    if (!config?.site.endpoint || signal.aborted) return;
    widget = makeWidget(config, world, rare);
    if (widget.consent() === 'given') widget.begin();
  };

  const call: Call = async (name, ...args) => {
    try {
      if (name === 'stop') abort.abort();
      else if (name === 'start') {
        if (starting) warn('noStart');
        // Below the browser floor the widget is quietly absent.
        else if ('popover' in document.documentElement) starting = begin(args[0]);
        await starting;
      } else {
        // With traits it is a call like the others: they are checked there.
        const rare = (name !== 'track' || (args[1] as boolean)) && load('calls');
        // Calls begin in their order: what is tracked right after a consent waits for the chunk that grants it.
        await (turn = Promise.allSettled([rare, starting, turn]));
        return await (rare
          ? (await rare).call({ ...world, widget, abort, problems }, name, args)
          : widget?.fire(`event:${args[0] as string}`));
      }
    } catch (error) {
      warn('failed', error);
    }
    return undefined;
  };
  const world: Page = {
    signal,
    emit: (name, detail) => document.dispatchEvent(new CustomEvent(`earshot:${name}`, { detail, cancelable: true })),
    warn,
    load,
    call,
  };

  return call;
}
