import { prompt, seals } from 'virtual:seals';
import { checkPart } from '../browser/check-part.ts';
import type { Load } from './earshot.ts';

declare const BUILD: string;

type Hashes = Readonly<Record<string, string>>;

/** Has each part fetched from beside the script at `src` when it is needed, and run if it was built with the script. */
export function makeLoad(src: string): Load {
  const parts: Record<string, unknown> = {};
  const load = async (name: string): Promise<unknown> => {
    // Absolute, since Chromium resolves a relative import of a cross-origin classic script against about:blank.
    const { href } = new URL(`${name}-${BUILD}.js`, src);
    const hash = ({ prompt, seals } as Hashes)[name] ?? ((await load('seals')) as Hashes)[name];
    return (parts[name] ??= (await checkPart(href, hash), await import(/* @vite-ignore */ href)));
  };
  return load as Load;
}
