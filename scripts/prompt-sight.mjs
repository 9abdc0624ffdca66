// What npm run show:prompt sees of a prompt: functions that run in its page, each without anything around it.

/** Position, size and number of each point of the score, in their order. */
export const seePoints = () =>
  [...document.querySelector('earshot-prompt').shadowRoot.querySelectorAll('[name=score]')].map((input) => {
    const { x, y, width, height } = input.closest('.point').getBoundingClientRect();
    return { score: Number(input.value), x, y, width, height, name: input.labels[0].textContent };
  });

/** Distances of the card from the sides of the window. */
export const seeEdges = () => {
  const card = document.querySelector('earshot-prompt').shadowRoot.querySelector('.card:not(.pill)');
  const { left, top, right, bottom } = card.getBoundingClientRect();
  const sides = { left, top, right: document.documentElement.clientWidth - right, bottom: innerHeight - bottom };
  return Object.fromEntries(Object.entries(sides).map(([side, distance]) => [side, Math.round(distance)]));
};

/** The colours of card, text, chosen point and Send, and their contrasts (WCAG 2.2). */
export const seeColors = () => {
  const root = document.querySelector('earshot-prompt').shadowRoot;
  const styleOf = (selector) => getComputedStyle(root.querySelector(selector));
  const luminance = (color) => {
    const [red, green, blue] = color.match(/[\d.]+/g).map((text) => {
      const channel = Number(text) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const [card, send, line] = [styleOf('.card'), styleOf('.send'), styleOf('textarea')];
  const small = styleOf('.ends').color;
  return {
    isDark: luminance(card.backgroundColor) < luminance(card.color),
    text: ratio(card.color, card.backgroundColor),
    small: ratio(small, card.backgroundColor),
    send: ratio(send.color, send.backgroundColor),
    accent: ratio(send.backgroundColor, card.backgroundColor),
    line: ratio(line.borderTopColor, card.backgroundColor),
  };
};

/** Where the focus is, and as what a screen reader meets the card. */
export const seeRole = () => {
  const host = document.querySelector('earshot-prompt');
  const card = host.shadowRoot.querySelector('section');
  const isInside = document.activeElement === host && !!host.shadowRoot.activeElement;
  return [card.getAttribute('role') ?? 'region', card.getAttribute('aria-modal') ?? 'not modal', isInside];
};

/** How far things have moved by themselves. */
export const seeShift = () =>
  new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) sum += value;
    }).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 50)));
  });

/** The text of the first element that a selector finds in the prompt. */
export const seeText = (selector) =>
  document.querySelector('earshot-prompt').shadowRoot.querySelector(selector)?.textContent;

/** Language and direction of the prompt, and its question. */
export const seeLanguage = () => {
  const { lang, dir, shadowRoot } = document.querySelector('earshot-prompt');
  return { lang, dir, question: shadowRoot.querySelector('legend').textContent };
};

/** What became of words that look like markup. */
export const seeHostile = () => {
  const card = document.querySelector('earshot-prompt').shadowRoot.querySelector('.card');
  const question = card.querySelector('legend').textContent;
  return {
    elements: card.querySelectorAll('img, b, script').length,
    isWhole: question.startsWith('<img src=x') && question.length > 9900,
    scrolls: card.scrollHeight > card.clientHeight && card.scrollWidth <= card.clientWidth,
    title: document.title,
  };
};
