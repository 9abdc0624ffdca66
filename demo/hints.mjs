/** What a newcomer does to see a prompt, with the settings that the demo bar has chosen. */

// Who places an order or fills the basket need not know the shop first: what was done is the reason to ask.
const ways = {
  load: { long: 'open a second page and stay 15 seconds', short: 'Stay 15 s on a second page.' },
  order: { long: 'place an order', short: 'Place an order to be asked.' },
  click: { long: 'put a map into the basket', short: 'Put a map into the basket.' },
  visible: { long: 'stay 15 seconds on a second page and scroll to its foot', short: 'Scroll down a second page.' },
  scroll: { long: 'stay 15 seconds on a second page and scroll half-way down', short: 'Scroll down a second page.' },
  time: { long: 'open a second page and stay 15 seconds', short: 'Stay 15 s on a second page.' },
  exit: { long: 'stay 15 seconds on a second page and turn to leave it', short: 'Turn to leave a second page.' },
};

/** One sentence for wide screens and a shorter one for phones, as `{ long, short }`. */
export function hintFor({ mode, trigger, consent }) {
  if (trigger === 'manual') {
    return {
      long: 'To see a prompt, choose “Give feedback” at the foot of the page.',
      short: 'See “Give feedback” below.',
    };
  }
  if (mode === 'test') {
    return {
      long: 'You are asked as soon as the trigger fires; nothing is remembered, and answers are marked as tests.',
      short: 'You are asked each time.',
    };
  }
  const { long, short } = ways[trigger];
  return consent === 'asked'
    ? { long: `To see a prompt, accept, then ${long}.`, short }
    : { long: `To see a prompt, ${long}, or choose “Show at once” under Controls.`, short };
}
