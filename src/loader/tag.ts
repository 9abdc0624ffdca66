import { findScriptTag } from '../browser/script-tag.ts';
import { makeEarshot, type Call } from './earshot.ts';
import { makeLoad } from './fetch-parts.ts';

/** `window.earshot`: the stub of the page before this script ran, ours after. */
interface Global extends Call {
  /** Calls that the stub took. */
  q?: [args: Parameters<Call>, resolve: (value: unknown) => void][];
  /** Set on ours only: the settings of its tag. */
  tag?: string;
}

// On a page that has broken what everything needs, JSON for one, the widget is quietly absent.
try {
  const page = window as unknown as { earshot?: Global };
  const { src, settings } = findScriptTag();
  const tag = JSON.stringify(settings);
  // Perhaps an element with this id, which has neither of the two properties.
  const { earshot: before } = page;
  const isStarting = (settings.survey ?? settings.config) != null;

  if (!before?.tag) {
    const call: Global = makeEarshot(makeLoad(src), settings);
    call.tag = tag;
    page.earshot = call;
    if (isStarting) void call('start', {});
    for (const [args, resolve] of before?.q ?? []) void call(...args).then(resolve);
  } else if (isStarting && before.tag !== tag) {
    // The same tag twice is one tag; a different one hears that the first holds.
    void before('start');
  }
} catch {}
