/** The Earshot tag of the demo shop: which settings the demo bar can choose, and the tag that they make. */

const kinds = ['nps', 'csat', 'ces'];
const modes = ['live', 'test'];

/** The queue that makes `earshot(…)` work before the script arrives, word for word as the documentation gives it. */
export const stub = `<script>
  window.earshot = typeof earshot == 'function' ? earshot : function () { var a = arguments; return new Promise(function (r) { (window.earshot.q = window.earshot.q || []).push([a, r]) }) }
</script>`;

/** Makes text safe in HTML, between tags and in double-quoted attributes. */
export function escapeHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Reads the cookie `earshot-demo=KIND.MODE`; whatever is not on the lists becomes `nps.live`. */
export function readSettings(cookies = '') {
  const value = /(?:^|;\s*)earshot-demo=([^;]*)/.exec(cookies)?.[1] ?? '';
  const [kind, mode] = value.split('.');
  return { kind: kinds.includes(kind) ? kind : 'nps', mode: modes.includes(mode) ? mode : 'live' };
}

/** The tag as this shop's owner would paste it. NPS asks about the shop, CSAT and CES about an order just placed. */
export function makeTag({ kind, mode }, collector) {
  const attributes = {
    src: `${collector}/earshot.js`,
    'data-survey': kind,
    'data-subject': 'Fathom & Fell',
    'data-endpoint': `${collector}/v1/responses`,
    'data-site': 'fathom-and-fell',
    'data-trigger': kind === 'nps' ? 'load' : 'event:order_completed',
    // The standard CES wording speaks of an issue; somebody who has just bought a map had none.
    ...(kind === 'ces' && { 'data-question': 'Fathom & Fell made it easy for me to order.' }),
    'data-report': 'outcomes',
    'data-mode': mode,
  };
  const lines = Object.entries(attributes).map(([name, value]) => `\n  ${name}="${escapeHtml(value)}"`);
  return `<script\n  async${lines.join('')}\n></script>`;
}

/** What a newcomer does to see a prompt, in one sentence for wide screens and a shorter one for phones. */
export function hintFor({ kind, mode }) {
  if (mode === 'test') {
    return {
      long: 'You are asked at once, on every page; nothing is remembered, and answers are marked as tests.',
      short: 'You are asked on every page.',
    };
  }
  return kind === 'nps'
    ? {
        long: 'To see a prompt, open a second page and stay 15 seconds, or choose “Show at once” under Controls.',
        short: 'Stay 15 s on a second page.',
      }
    : {
        long: 'To see a prompt, place an order, or choose “Show at once” under Controls.',
        short: 'Place an order to be asked.',
      };
}
