// Test support: the edited Preact as it is built, and a place to draw on.
import type * as whole from 'preact';
import { createBuilder, type Rolldown } from 'vite';

/** What the prompt imports of Preact. */
export type Preact = Pick<typeof whole, 'h' | 'render' | 'Fragment'>;

/** Builds the prompt's chunk as `npm run build` does, of its own sources or of another module. */
export async function buildPrompt(input = 'src/prompt/prompt.ts'): Promise<string> {
  const builder = await createBuilder({
    logLevel: 'silent',
    environments: { prompt: { build: { write: false, rolldownOptions: { input: { prompt: input } } } } },
  });
  const { prompt } = builder.environments;
  if (!prompt) throw new Error('there is no environment for the prompt');
  return ((await builder.build(prompt)) as Rolldown.RolldownOutput).output[0].code;
}

/** The Preact that visitors get: edited, minified, its properties with short names. */
export async function importLean(): Promise<Preact> {
  const code = await buildPrompt('preact');
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as Preact;
}

/** What stands below a node, as one would write it. */
export const markupIn = (node: Node): string =>
  [...node.childNodes]
    .map((child) => {
      if (!(child instanceof Element)) return child.textContent;
      const attributes = [...child.attributes].map(({ name, value }) => ` ${name}="${value}"`).join('');
      return `<${child.localName}${attributes}>${markupIn(child)}</${child.localName}>`;
    })
    .join('');

/** An empty shadow root that `draw` renders into, again and again. */
export function makeStage({ render }: Preact) {
  const root = document.createElement('div').attachShadow({ mode: 'open' });
  const one = <Found extends Element = HTMLElement>(selector: string): Found => {
    const found = root.querySelector<Found>(selector);
    if (!found) throw new Error(`there is no ${selector}`);
    return found;
  };
  return { root, one, draw: (what: whole.ComponentChild): void => render(what, root) };
}
