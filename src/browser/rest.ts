/** Where the tabs of a site leave word of when its endpoint may be asked again. */
export const restKey = (site: string): string => `earshot-rest:${site}`;

/** Until when the endpoint of a site rests, as any tab was told: at hand in the task of a click. Epoch ms. */
export function readRest(site: string): number {
  try {
    return Number(localStorage[restKey(site)]) || 0;
  } catch {
    return 0;
  }
}
