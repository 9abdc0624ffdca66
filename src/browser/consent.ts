import type { Consent } from '../core/rules.ts';

/** What this page itself has heard of consent; storage, where there is any, knows it on the next page, too. */
export interface ConsentMemory {
  said?: string | null | undefined;
  isSilent?: unknown;
}

/** The key of two bare flags: what was said (`localStorage`), and that this visit stays silent (`sessionStorage`). */
export const consentKey = (site: string): string => `earshot-consent:${site}`;

/** Whether anything may be stored and shown now. */
export function readConsent(site: string, isRequired: boolean, memory: ConsentMemory): Consent {
  try {
    memory.isSilent ||= sessionStorage.getItem(consentKey(site));
    memory.said = localStorage.getItem(consentKey(site)) ?? memory.said;
  } catch {}
  if (memory.said === 'refused') return 'refused';
  return memory.isSilent ? 'erased' : memory.said === 'given' || !isRequired ? 'given' : 'awaited';
}
