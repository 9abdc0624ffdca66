import * as names from 'virtual:chunk-names';
import { findScriptTag } from '../browser/script-tag.ts';
import { makeEarshot, version, type Earshot } from './earshot.ts';

/** `window.earshot`: the stub of the page before this script ran, ours after. */
interface Global {
  (name: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Calls that the stub took. */
  q?: [args: Parameters<Global>, resolve: (value: unknown) => void][];
  /** Set on ours only: the version, and the settings of its tag. */
  version?: string;
  tag?: string;
}

const page = window as unknown as { earshot?: Global };
const { src, settings } = findScriptTag();
const isStarting = 'survey' in settings || 'config' in settings;
const tag = JSON.stringify(settings);
// An element with the id `earshot` would be found here, too.
const before = typeof page.earshot == 'function' ? page.earshot : undefined;

if (before?.version) {
  // The same tag twice is one tag; a different one is told that the first holds.
  if (isStarting && before.tag !== tag) void before('start', settings);
} else {
  // Absolute, since Chromium resolves a relative import of a cross-origin classic script against about:blank.
  const load = <T>(file: string): Promise<T> => import(/* @vite-ignore */ new URL(file, src).href) as Promise<T>;
  const { calls, startTag, warn } = makeEarshot({
    prompt: () => load(names.prompt),
    outbox: () => load(names.outbox),
    diagnostics: () => load(names.diagnostics),
  });
  const earshot: Global = async (name, ...args) => {
    if (Object.hasOwn(calls, name))
      return (calls[name as keyof Earshot] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
    return warn('notCall', name, Object.keys(calls));
  };
  page.earshot = Object.assign(earshot, { version, tag });
  if (isStarting) void startTag(settings);
  for (const [args, resolve] of before?.q ?? []) void earshot(...args).then(resolve);
}
