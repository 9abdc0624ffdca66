// What earshot.all.js has in place of fetch-parts.ts.
import * as calls from 'virtual:calls';
import * as cookie from 'virtual:cookie';
import * as language from 'virtual:language';
import * as looks from 'virtual:looks';
import * as outbox from 'virtual:outbox';
import * as prompt from 'virtual:prompt';
import * as rare from 'virtual:rare';
import * as retry from 'virtual:retry';
import { diagnostics } from 'virtual:seals';
import * as steps from 'virtual:steps';
import * as watch from 'virtual:watch';
import { checkPart, goesUnchecked } from '../browser/check-part.ts';
import type { Chunks, Load } from './earshot.ts';

declare const BUILD: string;

const parts: Partial<Chunks> = { calls, cookie, language, looks, outbox, prompt, rare, retry, steps, watch };

/**
 * Every part that a visitor may need is in this file, so that one hash covers every byte of theirs. The one for owners,
 * who look into something or made a mistake, is fetched from beside it, and refused where it cannot be compared.
 */
export function makeLoad(src: string): Load {
  const load = async (name: keyof Chunks): Promise<unknown> => {
    if (parts[name]) return parts[name];
    const { href } = new URL(`diagnostics-${BUILD}.js`, src);
    if (goesUnchecked()) throw href;
    await checkPart(href, diagnostics);
    return import(/* @vite-ignore */ href);
  };
  return load as Load;
}
