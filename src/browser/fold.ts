import css from './fold.css?inline';

const namespace = 'http://www.w3.org/2000/svg';

/** A drawing that points down; folded, it is turned. */
function makeArrow(): SVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  const path = document.createElementNS(namespace, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', 'm6 9 6 6 6-6');
  svg.append(path);
  return svg;
}

/**
 * Makes a prompt a pill of one line, with a button that opens it and folds it again. It is drawn by hand: few prompts are
 * ever in the way, and the others need not bring it along.
 */
export function fold(host: HTMLElement, signal: AbortSignal): void {
  const root = host.shadowRoot;
  const section = root?.querySelector('section');
  if (!root || !section) return;
  const turn = (isFolded: boolean): void => {
    host.toggleAttribute('folded', isFolded);
    root.querySelector('.pill')?.setAttribute('aria-expanded', String(!isFolded));
  };
  if (!root.querySelector('.pill')) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets.push(sheet);
    const pill = document.createElement('button');
    pill.type = 'button';
    pill.className = 'card pill';
    pill.setAttribute('part', 'pill');
    section.id = 'card';
    pill.setAttribute('aria-controls', 'card');
    pill.append(root.querySelector('h2')?.textContent ?? '', makeArrow());
    pill.addEventListener('click', () => turn(!host.hasAttribute('folded')), { signal });
    // The visitor asked for it.
    host.addEventListener('unfold', () => turn(false), { signal });
    root.prepend(pill);
  }
  turn(true);
}
