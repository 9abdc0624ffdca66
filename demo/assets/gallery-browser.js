/**
 * Gives the card of this page a browser of its own, before the widget comes: it remembers nothing of other cards or of the
 * shop, what it sends ends here, and it stands still where it would move on by itself. Whatever the widget calls is the
 * browser's own, but for these few.
 */
{
  const page = document.documentElement.dataset;
  const { wanted } = page;
  addEventListener('error', ({ target }) => target.src && (page.missing = target.src), true);

  /** What happens by itself after so long does not happen here: the closing words stay. */
  const longMs = 5000;

  const makeStorage = () =>
    Object.create({
      getItem(key) {
        return Object.hasOwn(this, key) ? this[key] : null;
      },
      setItem(key, value) {
        this[key] = String(value);
      },
      removeItem(key) {
        delete this[key];
      },
    });
  for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: makeStorage() });

  const { prototype } = IDBFactory;
  const { open, deleteDatabase } = prototype;
  const mine = `gallery ${Math.random()}`;
  prototype.open = function (name, version) {
    return version ? open.call(this, mine, version) : open.call(this, mine);
  };
  prototype.deleteDatabase = function () {
    return deleteDatabase.call(this, mine);
  };
  prototype.databases = async () => [];
  addEventListener('pagehide', () => indexedDB.deleteDatabase());

  const { fetch, setTimeout } = window;
  const answers = { sending: 0, kept: 503, refused: 400 };
  window.fetch = (url, options) => {
    if (options?.method !== 'POST') return fetch(url, options);
    const status = answers[wanted] ?? 202;
    return status ? Promise.resolve(new Response('', { status })) : new Promise(() => {});
  };
  window.setTimeout = (work, ms = 0, ...more) => (ms < longMs ? setTimeout(work, ms, ...more) : 0);
  AbortSignal.timeout = () => new AbortController().signal;

  // A frame of the gallery shows what a visitor would see there who looks at it, but leaves the focus where it is.
  document.hasFocus = () => true;
  if (window !== top) HTMLElement.prototype.focus = () => {};
  // A window as low as this is what a prompt begins to fold in.
  const { get: readHeight } = Object.getOwnPropertyDescriptor(window, 'innerHeight');
  if (wanted === 'pill')
    Object.defineProperty(window, 'innerHeight', { get: () => (page.state ? readHeight.call(window) : 360) });
}
