import { consentKey, type ConsentMemory } from './consent.ts';

/** Remembers a grant or a refusal. */
export function writeConsent(site: string, isGranted: boolean, memory: ConsentMemory): void {
  memory.said = isGranted ? 'given' : 'refused';
  try {
    localStorage.setItem(consentKey(site), memory.said);
  } catch {}
}

/** Keeps the rest of this visit silent: as long as this tab lives. */
export function silence(site: string, memory: ConsentMemory): void {
  memory.isSilent = true;
  try {
    sessionStorage.setItem(consentKey(site), 'silent');
  } catch {}
}
