/** What happened in a page that a visitor would feel. */
export interface VisitWatch {
  /** Where a listener for the end of the page came from: its type and the call stack. */
  readonly endings: readonly string[];
  /** Shifts of the layout that no input of the visitor explains, at ms of the page. */
  readonly shifts: { readonly at: number; readonly value: number; readonly of: string }[];
  /** When the prompt came, in ms of the page. */
  readonly shownAt: number;
}

/** For an init script, so self-contained: puts `visit` on the window and fills it from then on. */
export function watchVisit(): void {
  const endings: string[] = [];
  const visit = { endings, shifts: [] as VisitWatch['shifts'], shownAt: Infinity };
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (this: EventTarget, ...args: Parameters<typeof addEventListener>) {
    if (args[0] === 'unload' || args[0] === 'beforeunload') endings.push(`${args[0]} ${new Error().stack}`);
    return addEventListener.apply(this, args);
  } as typeof addEventListener;
  addEventListener.call(document, 'earshot:shown', () => (visit.shownAt = performance.now()));
  interface Shift extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  new PerformanceObserver((list) => {
    for (const { startTime, value, hadRecentInput, sources } of list.getEntries() as Shift[])
      if (!hadRecentInput)
        visit.shifts.push({ at: startTime, value, of: sources.map(({ node }) => node?.nodeName).join(' ') });
  }).observe({ type: 'layout-shift', buffered: true });
  Object.assign(window, { visit });
}
