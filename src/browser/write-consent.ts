import type { Consent } from '../core/rules.ts';
import { consentKey, type ConsentMemory } from './consent.ts';

function put(read: () => Storage, site: string, consent: Consent): void {
  try {
    read().setItem(consentKey(site), consent);
  } catch {}
}

/** Remembers a grant or a refusal. */
export function writeConsent(site: string, consent: 'given' | 'refused', memory: ConsentMemory): void {
  memory.said = consent;
  put(() => localStorage, site, consent);
}

/** Keeps the rest of this visit silent: as long as this tab lives. */
export function silence(site: string, why: 'erased' | 'refused', memory: ConsentMemory): void {
  memory.said = why;
  put(() => sessionStorage, site, why);
}
