import type { claim } from '../claim.ts';
import type { Acknowledge, Answer } from '../delivery.ts';
import type { Draft } from '../draft.ts';
import type { OutboxPorts } from '../outbox.ts';
import type { Flushed, Kept, Sent } from '../ports.ts';
import type { PromptFacts, Response } from '../response.ts';
import type { Site, Survey } from '../settings.ts';
import type { Lived } from '../sample-browser.ts';
import type { PageView } from '../sample-storage.ts';
import type { Disk } from './disk.ts';
import type { Ledger } from './ledger.ts';
import type { LocalStorage } from './local-storage.ts';
import type { Network } from './network.ts';
import type { Page } from './page.ts';
import type { Patience } from './patience.ts';
import type { Seeded } from './seeded.ts';
import type { Timeline } from './timeline.ts';

/** What of the house is on trial, so that a bug can be planted around it. */
export interface OnTrial {
  readonly claim: typeof claim;
  readonly portsOf: (ports: OutboxPorts) => OutboxPorts;
  /** What a page takes a redirect for. */
  readonly redirected: Answer;
}

/** What the owner has set. */
export interface Owner {
  readonly site: Site;
  readonly surveys: readonly Survey[];
  readonly acknowledge: Acknowledge;
  endpoint: string;
}

/** One visitor's browser, all that it talks to, and those who watch. */
export interface World {
  readonly trial: OnTrial;
  readonly random: Seeded;
  readonly timeline: Timeline;
  readonly disk: Disk;
  readonly local: LocalStorage;
  readonly network: Network;
  readonly ledger: Ledger;
  readonly patience: Patience;
  readonly owner: Owner;
  /** The browser's clock: epoch ms. */
  readonly clock: () => number;
  /** When that was last set. */
  setAt: number;
  /** When the visitor last opened a survey, by the clock. */
  openedAt: number;
  readonly tabs: Tab[];
  readonly views: PageView[];
  /** The prompts that there ever were. */
  readonly claimed: Set<string>;
  /** What the visitor lived through, see `sample-referee.ts`: as far as it is durable, and as far as any page was told. */
  readonly lived: Lived[];
  readonly livedInView: Lived[];
  pages: number;
  readonly log: (text: string) => void;
}

/** A tab: it outlives its documents. */
export interface Tab {
  /** What `sessionStorage` says of a draft. */
  mark: string | null;
  isHidden: boolean;
  document?: Document | undefined;
}

/** A document of the site, with the widget in it. */
export interface Document {
  readonly page: Page;
  readonly tab: Tab;
  /** It does not store and send any more. */
  isOver: boolean;
  isAsking: boolean;
  prompt?: Prompt | undefined;
  readonly outbox: PageOutbox;
}

/** The delivery in a document, see `Outbox` in `ports.ts`. */
export interface PageOutbox {
  readonly open: () => void;
  readonly send: (response: Response, stored: Promise<boolean>) => Promise<Sent>;
  readonly flush: () => Promise<Flushed>;
  readonly memory: ReadonlyMap<string, Kept>;
  readonly onVisibility: () => void;
  readonly onOnline: () => void;
  readonly stop: () => void;
}

/** A prompt on the screen: what the visitor can do with it. */
export interface Prompt {
  readonly facts: PromptFacts;
  readonly seen: () => void;
  readonly choose: (score: number) => void;
  readonly type: (comment: string) => void;
  readonly finish: () => void;
  readonly close: (refusal: 'dismissed' | 'later' | 'never') => void;
  readonly leave: () => void;
  /** It is gone without a word. */
  readonly stop: () => void;
}

/** Opens a prompt, or goes on with one that was left in the middle. */
export type Mount = (world: World, document: Document, facts: PromptFacts, draft?: Draft) => void;
