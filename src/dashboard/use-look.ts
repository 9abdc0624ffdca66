import { useEffect, useState } from 'preact/hooks';

const looks = ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'] as const;

const readLook = (): string => looks.map((one) => Number(matchMedia(one).matches)).join('');

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
