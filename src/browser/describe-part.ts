declare const BUILD: string;

const blocked = 'Does a content security policy or an ad blocker keep it from the page?';

/** Of the part of the tag's script that failed, in whatever way the browser says so. */
function addressOf(failure: unknown): string | undefined {
  if (failure instanceof Event) return (failure.target as HTMLScriptElement).src;
  if (failure instanceof TypeError) return new RegExp(`\\S+-${BUILD}\\.js`).exec(failure.message)?.[0];
  return typeof failure == 'string' ? failure : undefined;
}

/**
 * Why a part of the widget does not run, as far as the browser says, and what the owner can do; undefined where something
 * else failed. The tag's script names a part by its address; in a bundle the browser has a sentence of its own, and not
 * every one names the file.
 */
export function describePart(failure: unknown): string | undefined {
  const address = addressOf(failure);
  if (!address)
    return failure instanceof TypeError && /\bmodule\b/.test(failure.message)
      ? `${String(failure).replace(/\.?$/, '.')} ${blocked}`
      : undefined;
  const [last] = performance.getEntriesByName(address).toReversed();
  const status = (last as PerformanceResourceTiming | undefined)?.responseStatus;
  const folder = address.replace(/[^/]*$/, '');
  const upload = `Put all files of the version of this earshot.js into ${folder}, and nothing else in their place.`;
  if (!status) return `${address} could not be had. ${blocked} Allow the scripts in ${folder}.`;
  return status < 400
    ? `${address} was not run: it is not the file that this earshot.js was built with. ${upload}`
    : `${address} was answered with ${status}. ${upload}`;
}
