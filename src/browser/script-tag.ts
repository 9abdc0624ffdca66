/** The owner's script tag: where the widget's files are, and the settings that its attributes hold. */
export interface ScriptTag {
  readonly src: string;
  /** `data-` attributes by camelCase key; empty when the tag holds no settings. */
  readonly settings: Readonly<Record<string, string | undefined>>;
}

/**
 * The running script's own tag; else (a module, a tag manager) the only one that looks like ours. Call it while the
 * script runs for the first time: `currentScript` is gone afterwards.
 */
export function findScriptTag(): ScriptTag {
  const { currentScript, baseURI } = document;
  const [only, another] = document.querySelectorAll<HTMLScriptElement>(
    'script[src*=earshot]:is([data-survey],[data-config])',
  );
  // A form named currentScript would be found in its place.
  const tag = currentScript instanceof HTMLScriptElement ? currentScript : another ? undefined : only;
  return { src: tag?.src || baseURI, settings: { ...tag?.dataset } };
}
