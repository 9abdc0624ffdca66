/**
 * Runs in a page before all of its scripts: measures what the visitor waits for, and keeps it in `window.clock`. `ask()`
 * is the trigger and resolves once the prompt is painted: `paintedMs` is the time up to the first frame that holds it.
 * `chosenMs` is the time from the first click, as the browser stamped it, to the end of the next frame. The marks `ask`,
 * `painted`, `choose` and `chosen` stand in the timeline. `shift` is the sum of all layout shifts but those within half a
 * second after a click or a key (CLS is at most that), and `moved()` counts the elements of the page that do not stand
 * where they stood when it was loaded, for whatever reason.
 */
export function startClock() {
  const clock = { shift: 0 };
  window.clock = clock;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) clock.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
  // A frame is one task up to its painting. What comes next, before any timer that is due by then, is this.
  const afterPaint = (then) => void scheduler.postTask(then, { priority: 'user-blocking' });

  addEventListener('load', () => {
    const elements = [...document.body.querySelectorAll('*')];
    const places = () => elements.map((element) => JSON.stringify(element.getBoundingClientRect()));
    const before = places();
    clock.moved = () => places().filter((place, index) => place !== before[index]).length;
  });

  clock.ask = async () => {
    const painted = new Promise((resolve) => {
      new MutationObserver((_, added) => {
        const prompt = document.querySelector('earshot-prompt, pop-up');
        if (!prompt) return;
        added.disconnect();
        // Tells of a new size within the frame that it is laid out for, whether that was begun already or not. An animation
        // frame would be the next one for whoever was added in this.
        new ResizeObserver((_, sizes) => {
          sizes.disconnect();
          afterPaint(resolve);
        }).observe(prompt);
      }).observe(document, { childList: true, subtree: true });
    });
    performance.mark('ask');
    const askedAt = performance.now();
    window.order();
    await painted;
    clock.paintedMs = performance.now() - askedAt;
    performance.mark('painted');
  };

  addEventListener(
    'click',
    ({ timeStamp }) => {
      performance.mark('choose');
      requestAnimationFrame(() =>
        afterPaint(() => {
          clock.chosenMs = performance.now() - timeStamp;
          performance.mark('chosen');
        }),
      );
    },
    { capture: true, once: true },
  );
}
