/**
 * The demo's time machine: makes this page believe in another time, for Earshot and the shop alike.
 *
 * A classic script above the Earshot tag, since the clock has to be moved before anybody has looked at it. One that was
 * not moved is not touched.
 */
(() => {
  let offsetMs = 0;
  try {
    offsetMs = Number(localStorage.getItem('demo.clock')) || 0;
  } catch {
    // With storage blocked nobody can move the clock.
  }
  if (offsetMs === 0) return;
  const readClock = Date.now.bind(Date);
  const now = () => readClock() + offsetMs;
  const moved = new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: () => new moved().toString(),
  });
  Date.now = now;
  window.Date = moved;
})();
