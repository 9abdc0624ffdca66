/**
 * What the demo bar itself remembers, under `demo.…`. These entries belong to nobody: they stay as they are when
 * another visitor comes. With storage blocked nothing is remembered, and everything else works.
 */

function read(name, key) {
  try {
    return window[name].getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(name, key, text) {
  try {
    window[name].setItem(key, text);
  } catch {
    // Then the bar starts anew on each page.
  }
}

/** Text that this tab remembers; empty where there is none. */
export const readTab = (key) => read('sessionStorage', key);
export const writeTab = (key, text) => write('sessionStorage', key, text);

/** Text that all tabs remember; empty where there is none. */
export const readBrowser = (key) => read('localStorage', key);
export const writeBrowser = (key, text) => write('localStorage', key, text);
