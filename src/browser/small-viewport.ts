/** Below this height, in CSS pixels, a card would cover most of the page. */
export const smallViewport = 400;
