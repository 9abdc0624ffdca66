// A prompt that comes late is better than one that the visitor cannot read, and better than none.
const loadingMs = 5e3;

/** A file of texts from beside `base`, whatever it holds; undefined where it cannot be had in five seconds. */
export async function readTexts(path: string, base: string): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(loadingMs);
    const answer = await fetch(new URL(`./locales/${path}.json`, base), { credentials: 'omit', signal });
    return await answer.json();
  } catch {
    return undefined;
  }
}
