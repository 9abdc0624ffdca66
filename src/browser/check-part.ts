/**
 * Has the browser compare a module that is imported next with its SHA-256 (base64, without padding): the import rejects
 * where it is another one. Resolves when it may be imported; rejects with the event of an element that could not have it.
 *
 * Chromium and Firefox compare a module that is preloaded, and an import joins that. WebKit does not, but compares what a
 * script element fetches, which is no way in XHTML, where it runs no modules of elements, nor under Trusted Types, which
 * forbid it: there the part goes unchecked.
 */
export function checkPart(href: string, hash: string | undefined): Promise<unknown> {
  const root = document.documentElement;
  let part: HTMLLinkElement | HTMLScriptElement = document.createElement('link');
  // WebKit says so, and nobody else does. Names of elements are in capitals in HTML only.
  if (navigator.vendor[0] === 'A' && root.tagName < 'a') {
    // Once its frame is gone, a document keeps the policy of the page, and nobody hears that it was violated.
    const frame = document.createElement('iframe');
    root.append(frame);
    // A sandboxed page sees no document in a frame.
    part = (frame.contentDocument ?? document).createElement('script');
    frame.remove();
  }
  return new Promise((onload, onerror) => {
    try {
      root.append(
        Object.assign(part as HTMLScriptElement, {
          rel: 'modulepreload',
          type: 'module',
          integrity: `sha256-${hash}=`,
          onload,
          onerror,
          src: href,
          href,
        }),
      );
      // A preload is under way by now. Its link goes within this task: later, it would cost the prompt a frame.
      if (!(part as HTMLScriptElement).async) onload(0);
    } catch {
      onload(0);
    }
  }).finally(() => part.remove());
}

/** Whether `checkPart` has parts go unchecked in this browser and on this page. */
export function goesUnchecked(): boolean {
  if (navigator.vendor[0] !== 'A') return false;
  const frame = document.createElement('iframe');
  document.documentElement.append(frame);
  const script = (frame.contentDocument ?? document).createElement('script');
  frame.remove();
  try {
    script.src = location.href;
  } catch {
    return true;
  }
  return document.documentElement.tagName > 'a';
}
