import { file as outboxFile } from 'virtual:chunk/outbox';
import { file as promptFile } from 'virtual:chunk/prompt';
import { findScriptTag } from '../browser/script-tag.ts';
import type { OutboxChunk, PromptChunk } from '../core/ports.ts';
import { makeEarshot, version } from './earshot.ts';

type Call = [args: readonly unknown[], resolve: (value: unknown) => void];

/** `window.earshot`: the stub of the page before this script ran, ours after. */
interface Global {
  (...args: readonly unknown[]): Promise<unknown>;
  /** Calls that the stub took. */
  q?: Call[];
  /** Set on ours only: the version, and the settings of its tag. */
  version?: string;
  tag?: string;
}

const host = window as unknown as { earshot?: Global };
const tag = findScriptTag();
const settings = tag?.settings ?? {};
const hasSettings = 'survey' in settings || 'config' in settings;
const before = typeof host.earshot == 'function' ? host.earshot : undefined;

if (before?.version) {
  if (hasSettings && before.tag !== JSON.stringify(settings))
    console.warn('[earshot] A second, different script tag was found. The first one holds.');
} else {
  // Absolute, since Chromium resolves a relative import of a cross-origin classic script against about:blank.
  const load = (file: string): Promise<unknown> =>
    import(/* @vite-ignore */ new URL(file, tag?.src ?? document.baseURI).href);
  const { startTag, ...calls } = makeEarshot({
    prompt: () => load(promptFile) as Promise<PromptChunk>,
    outbox: () => load(outboxFile) as Promise<OutboxChunk>,
  });
  const earshot: Global = async (name, ...args) => {
    const call = Object.hasOwn(calls, String(name)) && calls[name as keyof typeof calls];
    if (call) return (call as (...args: readonly unknown[]) => Promise<unknown>)(...args);
    console.warn(`[earshot] ${String(name)} is not a call: ${Object.keys(calls).join(', ')}.`);
    return undefined;
  };
  earshot.version = version;
  earshot.tag = JSON.stringify(settings);
  host.earshot = earshot;
  if (hasSettings) void startTag(settings);
  for (const [args, resolve] of before?.q ?? []) earshot(...args).then(resolve, resolve);
}
