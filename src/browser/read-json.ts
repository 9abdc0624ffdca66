// In characters: what is larger is no configuration.
const mostLength = 65_536;

async function readText(from: string): Promise<string> {
  if (from[0] !== '#') {
    const response = await fetch(new URL(from, document.baseURI), { credentials: 'omit' });
    if (!response.ok) throw response.status;
    return response.text();
  }
  // The element may stand further down.
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve));
  return document.getElementById(from.slice(1))?.textContent ?? '';
}

/**
 * The settings at a URL, fetched without cookies, or in the element whose id stands after `#`. Rejects where there are
 * none, or more than 64 kB.
 */
export async function readJson(from: string): Promise<unknown> {
  const text = await readText(from);
  if (text.length > mostLength) throw 'more than 64 kB';
  return JSON.parse(text);
}
