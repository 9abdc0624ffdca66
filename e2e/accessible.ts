import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

/** The source of axe, for pages that Playwright does not drive. */
export const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** All that axe knows of WCAG A and AA, and what it takes for good practice. */
export const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe may leave undecided, and why that is no gap. */
export const undecided: Readonly<Record<string, string>> = {
  // The prompt is not in the body, so that it survives a new one.
  'color-contrast': 'axe cannot tell what stands behind that which is outside of the body; `lowestContrast` can',
};

/** In a page that has axe: what it finds in the whole page, in short. */
export async function runAxe(values: readonly string[]): Promise<Found> {
  const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<AxeResults> } };
  const { violations, incomplete, passes } = await axe.run(document, { runOnly: { type: 'tag', values } });
  const brief = (results: AxeResults['violations']): readonly Finding[] =>
    results.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, any, all, none }) => `${html}: ${[...any, ...all, ...none][0]?.message}`),
    }));
  return { violations: brief(violations), incomplete: brief(incomplete), passes: passes.map(({ id }) => id) };
}

interface Finding {
  readonly id: string;
  readonly nodes: readonly string[];
}

/** What axe found: rules that are broken or undecided, and the names of those that hold. */
export interface Found {
  readonly violations: readonly Finding[];
  readonly incomplete: readonly Finding[];
  readonly passes: readonly string[];
}

/** In the page of a prompt: the lowest contrast between a text of it and what that stands on (WCAG 2.2, 1.4.3). */
export function lowestContrast(host: Element): number {
  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((channel) =>
      channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const isOpaque = (color: string): boolean => channels(color).length === 3;
  const ratios: number[] = [];
  for (const element of host.shadowRoot?.querySelectorAll('*') ?? []) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    if (!hasText || !element.checkVisibility()) continue;
    let ground: Element | null = element;
    while (ground && !isOpaque(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
    if (!ground) throw new Error('the card is not opaque');
    const pair = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor].map(luminance);
    ratios.push((Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05));
  }
  if (!ratios.length) throw new Error('no text was found');
  return Math.min(...ratios);
}

/** What is wrong with what axe found, as it is printed; empty where nothing is. */
export const faultsIn = ({ violations, incomplete, passes }: Found, contrast: number): readonly string[] => [
  ...[...violations, ...incomplete.filter(({ id }) => !(id in undecided))].map(
    ({ id, nodes }) => `${id}: ${nodes.join(' | ')}`,
  ),
  // axe skips this rule unless it is asked for.
  ...(passes.includes('target-size') ? [] : ['target-size was not looked at']),
  ...(contrast >= 4.5 ? [] : [`a text has a contrast of ${contrast.toFixed(2)}`]),
];

/** Looks with axe at the whole page as it stands, once nothing moves any more; what is wrong with it. */
export async function lookWithAxe(page: Page): Promise<readonly string[]> {
  // A fade would be measured half way.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const found = await page.evaluate(runAxe, axeTags);
  return faultsIn(found, await page.locator('earshot-prompt').evaluate(lowestContrast));
}

/** Expects axe to find nothing, and nothing undecided that is not explained. */
export const expectAccessible = async (page: Page): Promise<void> => expect(await lookWithAxe(page)).toEqual([]);
