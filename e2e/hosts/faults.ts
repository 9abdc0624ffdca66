/** A fault that a widget may have, as a script beside the tag. */
export interface Fault {
  readonly name: string;
  readonly plant: string;
  /** What is said where somebody notices. */
  readonly noticed: RegExp;
}

const script = (text: string): string => `<script>${text}</script>`;
const onceShown = (text: string): string => script(`document.addEventListener('earshot:shown', () => { ${text} })`);
const inPrompt = (css: string): string =>
  // It is mounted in the frame after.
  onceShown(`setTimeout(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('${css}');
document.querySelector('earshot-prompt').shadowRoot.adoptedStyleSheets.push(sheet) }, 50)`);

/** One fault or more for each thing that is asked of a guest. */
export const faults: readonly Fault[] = [
  { name: 'another corner', plant: inPrompt('.card { border-radius: 15px }'), noticed: /the card asking differs/ },
  { name: 'other thanks', plant: inPrompt('.thanks { color: #1a1d27 }'), noticed: /the card thanking differs/ },
  {
    name: 'a comment that is not what was written',
    plant: script(`const send = fetch; fetch = (url, options) => send(url, options && { ...options,
body: options.body?.replace('Fast', 'Slow') })`),
    noticed: /the rows/,
  },
  {
    name: 'clicks that are taken from the host',
    plant: script(`addEventListener('click', (event) => event.preventDefault(), true)`),
    noticed: /asked for a name/,
  },
  { name: 'a global', plant: script('var left = 1'), noticed: /window\.left was added/ },
  {
    name: 'a history that is wrapped',
    plant: script('const push = history.pushState; history.pushState = (...args) => push.apply(history, args)'),
    noticed: /history\.pushState was added/,
  },
  {
    name: 'a method that is replaced',
    plant: script('Array.prototype.at = function () {}'),
    noticed: /Array\.prototype\.at is another/,
  },
  {
    name: 'a method that is lent',
    plant: script('Document.prototype.tea = null; Object.prototype.tea = null; delete Object.prototype.tea'),
    noticed: /Document\.prototype\.tea was added/,
  },
  { name: 'an error', plant: onceShown(`throw new Error('planted')`), noticed: /the errors[^]*planted/ },
  { name: 'a complaint', plant: onceShown(`console.error('planted')`), noticed: /the errors[^]*planted/ },
  {
    name: 'a shift',
    plant: onceShown(`document.body.prepend(document.createElement('hr'))`),
    noticed: /the shifts since/,
  },
  { name: 'unload', plant: script(`addEventListener('unload', () => {})`), noticed: /the listeners for the end/ },
  { name: 'onbeforeunload', plant: script('onbeforeunload = () => {}'), noticed: /the listeners for the end/ },
  {
    name: 'a stream that goes on',
    plant: script(`const stream = document.createElement('canvas').captureStream(); setInterval(() => stream, 1e6)`),
    noticed: /the page is kept/,
  },
];
