const blocked = 'Does a content security policy or an ad blocker keep it from the page?';

/**
 * Why a part of the widget does not run, as far as the browser says, and what the owner can do; undefined where something
 * else failed. The tag's script names a part by its address; in a bundle the browser has a sentence of its own, and not
 * every one names the file.
 */
export function describePart(failure: unknown): string | undefined {
  if (failure instanceof TypeError && /\bmodule\b/.test(failure.message))
    return `${String(failure).replace(/\.?$/, '.')} ${blocked}`;
  if (typeof failure != 'string') return undefined;
  const [last] = performance.getEntriesByName(failure).toReversed();
  const status = (last as PerformanceResourceTiming | undefined)?.responseStatus;
  const folder = failure.replace(/[^/]*$/, '');
  const upload = `Put all files of the version of this earshot.js into ${folder}, and nothing else in their place.`;
  if (!status) return `${failure} could not be had. ${blocked} Allow the scripts in ${folder}.`;
  return status < 400
    ? `${failure} was not run: it is not the file that this earshot.js was built with. ${upload}`
    : `${failure} was answered with ${status}. ${upload}`;
}
