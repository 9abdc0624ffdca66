/**
 * Hears what Earshot tells from the beginning. The demo bar is a module and comes later than an async script may, so
 * this classic script above the tag keeps what was told until the bar listens.
 */
(() => {
  const early = [];
  let tell = (event) => early.push(event);
  for (const name of ['due', 'shown', 'scored', 'closed', 'sent', 'kept', 'refused']) {
    document.addEventListener(`earshot:${name}`, (event) => tell(event));
  }
  window.hearEarshot = (listener) => {
    tell = listener;
    early.forEach(listener);
  };
})();
