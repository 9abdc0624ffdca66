/**
 * Has the browser fetch a module that is imported next, and rejects with its address where it cannot be had or where its
 * SHA-256 (base64, without padding) is another one.
 *
 * Chromium and Firefox compare a module that is preloaded. WebKit does not, but compares what a script element fetches,
 * which is no way in XHTML, where it runs no modules of elements, nor under Trusted Types, which forbid it: there the part
 * goes unchecked, or is refused if `isStrict`.
 */
export function checkPart(href: string, hash: string | undefined, isStrict?: boolean): Promise<unknown> {
  const root = document.documentElement;
  let part: HTMLElement | undefined = document.createElement('link');
  // WebKit says so, and nobody else does.
  if (navigator.vendor[0] === 'A') {
    // Once its frame is gone, a document keeps the policy of the page, and nobody hears that it was violated.
    const frame = document.createElement('iframe');
    root.append(frame);
    // A sandboxed page sees no document in a frame. Names of elements are in capitals in HTML only.
    part = root.tagName < 'a' ? (frame.contentDocument ?? document).createElement('script') : undefined;
    frame.remove();
  }
  return new Promise((onload, refuse) => {
    const onerror = (): void => refuse(href);
    try {
      root.append(
        Object.assign(part as HTMLElement, {
          rel: 'modulepreload',
          type: 'module',
          integrity: `sha256-${hash}=`,
          onload,
          onerror,
          src: href,
          href,
        }),
      );
    } catch {
      if (isStrict) onerror();
      else onload(0);
    }
  }).finally(() => part?.remove());
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
