import { useEffect, useState } from 'preact/hooks';

const looks = ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'] as const;

const readLook = (): string => looks.map((one) => Number(matchMedia(one).matches)).join('');

/**
 * Gives the page the colours of paper for as long as it is printed, by `data-paper` at its root: a canvas is painted in
 * the colours of the moment, and the media rule of the style sheet comes after the event in which that can be done.
 */
export function followPaper(): void {
  const root = document.documentElement;
  const set = (isPaper: boolean): void => void root.toggleAttribute('data-paper', isPaper);
  addEventListener('beforeprint', () => set(true));
  addEventListener('afterprint', () => set(false));
  matchMedia('print').addEventListener('change', ({ matches }) => set(matches));
}

/** What the style sheet depends on, as a text that changes with it. */
export function useLook(): string {
  const [look, setLook] = useState(readLook);
  useEffect(() => {
    const queries = looks.map((one) => matchMedia(one));
    const read = (): void => setLook(readLook());
    for (const query of queries) query.addEventListener('change', read);
    return () => {
      for (const query of queries) query.removeEventListener('change', read);
    };
  }, []);
  return look;
}
