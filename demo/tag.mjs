/** The Earshot tag of the demo shop: which settings the demo bar can choose, and the tag that they make. */

/** What `data-trigger` says for each trigger that the demo bar offers, and what the bar calls it. */
export const triggers = {
  load: { value: 'load', label: 'A page opens' },
  order: { value: 'event:order_completed', label: 'An order is placed' },
  click: { value: 'click:.buy button', label: 'A click on “Add to basket”' },
  visible: { value: 'visible:.site-footer', label: 'The footer comes into view' },
  scroll: { value: 'scroll:50%', label: 'Half the page is scrolled' },
  time: { value: 'time:10s', label: 'Ten seconds on a page' },
  exit: { value: 'exit', label: 'About to leave' },
  manual: { value: 'manual', label: 'Only when asked for' },
};

/** The values of each setting; the first is what holds where none is chosen. */
export const choices = {
  kind: ['nps', 'csat', 'ces'],
  mode: ['live', 'test'],
  trigger: Object.keys(triggers),
  consent: ['given', 'asked'],
};

/** The queue that makes `earshot(…)` work before the script arrives, word for word as the documentation gives it. */
export const stub = `<script>
  window.earshot = typeof earshot == 'function' ? earshot : function () { var a = arguments; return new Promise(function (r) { (window.earshot.q = window.earshot.q || []).push([a, r]) }) }
</script>`;

/** Makes text safe in HTML, between tags and in double-quoted attributes. */
export function escapeHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Reads the cookie `earshot-demo=kind=…&mode=…`; whatever is not on the lists is as if it were not there. */
export function readSettings(cookies = '') {
  const chosen = new URLSearchParams(/(?:^|;\s*)earshot-demo=([^;]*)/.exec(cookies)?.[1] ?? '');
  const pick = (name, usual = choices[name][0]) =>
    choices[name].includes(chosen.get(name)) ? chosen.get(name) : usual;
  const kind = pick('kind');
  // NPS asks about the shop, CSAT and CES about an order just placed.
  const trigger = pick('trigger', kind === 'nps' ? 'load' : 'order');
  return { kind, mode: pick('mode'), trigger, consent: pick('consent') };
}

/** The tag as this shop's owner would paste it. */
export function makeTag({ kind, mode, trigger, consent }, collector) {
  const attributes = {
    src: `${collector}/earshot.js`,
    'data-survey': kind,
    'data-subject': 'Fathom & Fell',
    'data-endpoint': `${collector}/v1/responses`,
    'data-site': 'fathom-and-fell',
    'data-trigger': triggers[trigger].value,
    // The standard CES wording speaks of an issue; somebody who has just bought a map had none.
    ...(kind === 'ces' && { 'data-question': 'Fathom & Fell made it easy for me to order.' }),
    ...(consent === 'asked' && { 'data-consent': 'required' }),
    'data-report': 'outcomes',
    'data-mode': mode,
  };
  const lines = Object.entries(attributes).map(([name, value]) => `\n  ${name}="${escapeHtml(value)}"`);
  return `<script\n  async${lines.join('')}\n></script>`;
}
