import type { Consent } from '../core/rules.ts';

/** What this page itself has heard of consent; storage, where there is any, knows it on the next page, too. */
export interface ConsentMemory {
  said?: Consent;
}

/** The key of two bare flags: what was said (`localStorage`), and what keeps this visit silent (`sessionStorage`). */
export const consentKey = (site: string): string => `earshot-consent:${site}`;

/** Whether anything may be stored and shown now. */
export function readConsent(site: string, isRequired: boolean, memory: ConsentMemory): Consent {
  const key = consentKey(site);
  let stored;
  try {
    stored = (sessionStorage[key] ?? localStorage[key]) as Consent | undefined;
  } catch {}
  return stored ?? memory.said ?? (isRequired ? 'awaited' : 'given');
}
