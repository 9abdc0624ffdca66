import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';

/** All that axe knows of WCAG A and AA, and what it takes for good practice. */
export const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe may leave undecided, and why that is no gap. */
export const undecided: Readonly<Record<string, string>> = {
  'color-contrast':
    'The prompt is not in the body, so that it survives a new one, and axe does not look for a background elsewhere. The contrast of each of its texts is measured here.',
};

interface Finding {
  readonly id: string;
  readonly nodes: readonly string[];
}

/** What was found in a page: rules of axe that are broken or undecided, the names of those that hold, and our own measure. */
export interface Found {
  readonly violations: readonly Finding[];
  readonly incomplete: readonly Finding[];
  readonly passes: readonly string[];
  /** The lowest contrast between a text of the prompt and what it stands on. */
  readonly contrast: number;
}

interface Inside extends Window {
  readonly axe: { readonly run: (context: Document, options: object) => Promise<AxeResults> };
  readonly lowestContrast: typeof lowestContrast;
}

/** In the page of a prompt: the lowest contrast between a text of it and what that stands on (WCAG 2.2, 1.4.3). */
function lowestContrast(host: Element): number {
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

const script = `${readFileSync('node_modules/axe-core/axe.min.js', 'utf8')};window.lowestContrast = ${lowestContrast.toString()}`;

/** In a page: makes a script part of it, once. */
function addOnce(source: string): void {
  if ('axe' in window) return;
  const element = document.createElement('script');
  element.textContent = source;
  document.head.append(element);
}

/** In a page that has the script: looks at all of it, once nothing moves any more. */
async function look(values: readonly string[]): Promise<Found> {
  const { axe, lowestContrast: measure } = window as unknown as Inside;
  // A fade would be measured half way.
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
  const { violations, incomplete, passes } = await axe.run(document, { runOnly: { type: 'tag', values } });
  const brief = (results: AxeResults['violations']): Finding[] =>
    results.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, any, all, none }) => `${html}: ${[...any, ...all, ...none][0]?.message}`),
    }));
  return {
    violations: brief(violations),
    incomplete: brief(incomplete),
    passes: passes.map(({ id }) => id),
    contrast: measure(document.querySelector('earshot-prompt') as Element),
  };
}

/** Looks with axe at the whole page of whoever evaluates there, in any engine. */
export async function lookWithAxe({
  evaluate,
}: {
  readonly evaluate: <T, A>(work: (given: A) => T | Promise<T>, given: A) => Promise<T>;
}): Promise<Found> {
  await evaluate(addOnce, script);
  return evaluate(look, tags);
}

/** What is wrong with what was found, as it is printed; empty where nothing is. */
export const faultsIn = ({ violations, incomplete, passes, contrast }: Found): readonly string[] => [
  ...[...violations, ...incomplete.filter(({ id }) => !(id in undecided))].map(
    ({ id, nodes }) => `${id}: ${nodes.join(' | ')}`,
  ),
  // axe skips this rule unless it is asked for.
  ...(passes.includes('target-size') ? [] : ['target-size was not looked at']),
  ...(contrast >= 4.5 ? [] : [`a text has a contrast of ${contrast.toFixed(2)}`]),
];
