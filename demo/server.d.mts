/** How the demo shop is started: where it listens, and where its collector and results page are. */
export interface DemoOptions {
  readonly collector: string;
  /** @default 4800; 0 takes any free port */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default the collector's own front page */
  readonly resultsUrl?: string;
}

/** Starts the shop; `url` has no slash at the end. Rejects when an address is not one, or the port cannot be had. */
export declare function startDemo(
  options: DemoOptions,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }>;
