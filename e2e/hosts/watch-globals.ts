/** What stands at a page's globals, taken once and compared later. */
export interface GlobalsWatch {
  /** Remembers the own properties of everything that a page has from its browser. */
  readonly take: () => void;
  /** What was added, taken away or replaced since, in sentences. */
  readonly compare: () => readonly string[];
}

/**
 * For an init script, so self-contained: puts `watch` on the window, before any script of the page has run. What there
 * is by then is the browser's: the window, the document, the history, and every constructor with its prototype.
 */
export function watchGlobals(): void {
  const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const { is } = Object;
  type Shape = Map<PropertyKey, PropertyDescriptor>;
  const isObject = (value: unknown): value is object =>
    (typeof value === 'object' && value !== null) || typeof value === 'function';
  const builtIns = new Map<string, object>();
  for (const key of ownKeys(window)) {
    const value = getOwnPropertyDescriptor(window, key)?.value as unknown;
    if (!isObject(value) || value === window) continue;
    builtIns.set(String(key), value);
    const { prototype } = value as { prototype?: unknown };
    if (isObject(prototype)) builtIns.set(`${String(key)}.prototype`, prototype);
  }
  for (const value of [new Int8Array(), async () => {}, function* () {}, [].values(), new Map().keys()])
    builtIns.set(`the prototype of ${Object.prototype.toString.call(value)}`, getPrototypeOf(getPrototypeOf(value)!)!);
  for (const name of ['history', 'navigator', 'location', 'screen', 'performance', 'customElements', 'crypto'] as const)
    builtIns.set(name, window[name]);

  const places = (): [string, object][] => [
    ['window', window],
    ['document', document],
    ['html', document.documentElement],
    ['head', document.head],
    // In the head there is none yet.
    ['body', document.body ?? {}],
    ...builtIns,
  ];
  const shapeOf = (place: object): Shape =>
    new Map(ownKeys(place).map((key) => [key, getOwnPropertyDescriptor(place, key) ?? {}]));
  const isSame = (one: PropertyDescriptor, other: PropertyDescriptor): boolean =>
    (['value', 'get', 'set', 'writable', 'enumerable', 'configurable'] as const).every((part) =>
      is(one[part], other[part]),
    );
  // Libraries mark what they have seen with a name that they make up anew for each page.
  const nameOf = (key: PropertyKey): string =>
    String(key)
      .replace(/\d{6,}/, 'N')
      .replace(/^(__react\w+\$|_reactListening)\w+$/, '$1N');

  let before = new Map<string, Shape>();
  const watch: GlobalsWatch = {
    take() {
      before = new Map(places().map(([name, place]) => [name, shapeOf(place)]));
    },
    compare: () =>
      places().flatMap(([name, place]) => {
        const old = before.get(name) ?? new Map<PropertyKey, PropertyDescriptor>();
        const now = shapeOf(place);
        return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
          const [was, is] = [old.get(key), now.get(key)];
          const change = !was ? 'was added' : !is ? 'is gone' : isSame(was, is) ? '' : 'is another';
          return change ? [`${name}.${nameOf(key)} ${change}`] : [];
        });
      }),
  };
  Object.assign(window, { watch });
}
