type Theme = 'light' | 'dark';

const visitorsChoice = '(prefers-color-scheme: dark)';

/** The theme now: the owner's, else the one that the page's `color-scheme` allows, else the visitor's. */
export function readTheme(setting: Theme | 'auto'): Theme {
  if (setting !== 'auto') return setting;
  const page = getComputedStyle(document.documentElement).colorScheme;
  const [light, dark] = [page.includes('light'), page.includes('dark')];
  if (light !== dark) return dark ? 'dark' : 'light';
  return matchMedia(visitorsChoice).matches ? 'dark' : 'light';
}

/** Calls back when the visitor's choice changes. */
export const onThemeChange = (callback: () => void, signal: AbortSignal): void =>
  matchMedia(visitorsChoice).addEventListener('change', callback, { signal });
