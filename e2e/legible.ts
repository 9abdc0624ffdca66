import type { Page } from '@playwright/test';
import { html, type Shop } from './fixtures.ts';

/** What a state of a prompt looks like in one window. */
export interface Look {
  /** The language, the state and the width of the window. */
  readonly name: string;
  /** Every text in it, and every name that only a screen reader tells; without numbers. */
  readonly texts: readonly string[];
  /** What of it cannot be read: what sticks out, is cut off, or lies below the close button. */
  readonly wrong: readonly string[];
}

/** In the page of a prompt: how it looks. */
export function lookAt(host: Element): Omit<Look, 'name'> {
  const [texts, wrong]: [string[], string[]] = [[], []];
  const card = host.shadowRoot?.querySelector('section');
  const close = card?.querySelector('[part=close]')?.getBoundingClientRect();
  if (!card || !close) return { texts, wrong: ['there is no card'] };
  const frame = card.getBoundingClientRect();
  if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page scrolls sideways');
  if (card.scrollWidth > card.clientWidth) wrong.push('the card scrolls sideways');
  if (frame.left < 0 || frame.right > innerWidth || frame.top < 0 || frame.bottom > innerHeight)
    wrong.push('the card sticks out of the window');

  const read = (element: Element, node: Node, text: string): void => {
    const { display, overflow } = getComputedStyle(element);
    if (display !== 'inline' && element.scrollWidth > element.clientWidth + 1) wrong.push(`“${text}” is cut at a side`);
    // The em box of some scripts is higher than their lines; only what hides the rest cuts it off.
    if (overflow !== 'visible' && element.scrollHeight > element.clientHeight + 1) wrong.push(`“${text}” is cut below`);
    const box = element.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const middle = (top + bottom) / 2;
      if (left < box.left - 1 || right > box.right + 1 || middle < box.top || middle > box.bottom)
        wrong.push(`“${text}” sticks out of its box`);
      if (left < frame.left || right > frame.right) wrong.push(`“${text}” sticks out of the card`);
      if (left < close.right && right > close.left && top < close.bottom && bottom > close.top)
        wrong.push(`“${text}” lies below the close button`);
    }
  };
  for (const element of card.querySelectorAll('*')) {
    texts.push(element.getAttribute('aria-label') ?? '');
    for (const node of element.childNodes) {
      const text = node.nodeType === 3 ? (node.textContent?.trim() ?? '') : '';
      texts.push(text);
      if (text && element.checkVisibility() && !element.closest('.sr')) read(element, node, text);
    }
  }
  return { texts: texts.filter((text) => /\p{L}/u.test(text)), wrong };
}

// Everybody in this page has touched it; what it posts arrives when it is told to, and is turned away.
const page = `<h1>Tea shop</h1><script>
  Object.defineProperty(navigator, 'userActivation', { value: { isActive: true, hasBeenActive: true } })
  const go = fetch
  fetch = (url, options) => options?.method === 'POST'
    ? new Promise((resolve) => (answer = () => resolve(new Response('', { status: 503 }))))
    : go(url, options)
  ${lookAt.toString()}
</script>`;

interface Inside extends Window {
  readonly lookAt: typeof lookAt;
  readonly earshot: (...call: readonly string[]) => void;
  readonly answer?: () => void;
}

/** In a page beside it: the states of a prompt one after the other, in a window of this width. */
async function walkIn({ url, tag, width }: { url: string; tag: string; width: number }): Promise<Look[]> {
  const looks: Look[] = [];
  const frame = document.createElement('iframe');
  Object.assign(frame, { src: url, width, height: 720 });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  const inside = frame.contentWindow as unknown as Inside;
  const part = (selector: string): HTMLElement | null | undefined =>
    inside.document.querySelector('earshot-prompt')?.shadowRoot?.querySelector<HTMLElement>(selector);
  const until = async (isThere: () => unknown): Promise<void> => {
    while (!isThere()) await new Promise(requestAnimationFrame);
  };
  const look = (state: string): void => {
    const host = inside.document.querySelector('earshot-prompt');
    if (host) looks.push({ name: `${tag}, ${state}, ${width} px`, ...inside.lookAt(host) });
  };
  inside.earshot('show', 'nps');
  await until(() => part('[role=status]')?.textContent);
  look('question');
  part('.send')?.click();
  await until(() => part('[role=alert]')?.textContent);
  look('error');
  part('[value="3"]')?.click();
  look('chosen');
  part('.send')?.click();
  await until(() => part('.thanks'));
  look('thanks');
  await until(() => inside.answer);
  const before = part('.thanks small')?.textContent;
  inside.answer?.();
  await until(() => part('.thanks small')?.textContent !== before);
  look('kept');
  frame.remove();
  return looks;
}

/** The looks of a prompt's states in a language, in a window of 320 and in one of 1280 px: question to kept. */
export async function walk(host: Page, shop: Shop, tag: string): Promise<readonly Look[]> {
  if (host.url() === 'about:blank') await host.goto(shop.serve('/beside', html('', '')));
  const looks = [320, 1280].map((width) => {
    // A visitor of two sites: what is answered on one of them closes no prompt on the other.
    const attributes = { 'data-trigger': 'manual', 'data-locale': tag, 'data-site': `${tag}-${width}` };
    return host.evaluate(walkIn, { url: shop.page(`/${tag}-${width}`, attributes, page), tag, width });
  });
  return (await Promise.all(looks)).flat();
}
