// The delivery in a document, put together as `browser/outbox.ts` and `browser/retry.ts` do.
import { dayMs } from '../duration.ts';
import { draftKey, draftMark, isOutdated, takeDraft, type Draft } from '../draft.ts';
import { sendNow, type Conclude, type OutboxPorts } from '../outbox.ts';
import { withMemory, type MemoryStore } from '../outbox-memory.ts';
import type { EndpointState, Flushed, Kept, OutboxStore } from '../ports.ts';
import { conclude, passOutbox, readNextAt } from '../retry.ts';
import { tidy } from '../tidy.ts';
import type { Commit } from './disk.ts';
import { readView } from './history-view.ts';
import type { Cancel } from './timeline.ts';
import type { Document, Mount, PageOutbox, World } from './world.ts';

const endpointKey = 'endpoint';
const restKey = 'rest';

function openStore({ disk, local, patience }: World, document: Document, memory: Map<string, Kept>): MemoryStore {
  const { page } = document;
  const onState = ({ after }: Commit): void => patience.onState(page, after as EndpointState);
  return withMemory(
    {
      list: () => disk.list(page),
      change: (id, how) => disk.change(page, 'responses', id, (stored) => how(stored as Kept | undefined)),
      async changeEndpoint(how) {
        if (document.isOver) throw new Error('Taken down');
        await disk.change(page, 'state', endpointKey, (stored) => how(stored as EndpointState | undefined), onState);
      },
    },
    ({ pausedUntil }) => local.write(restKey, pausedUntil),
    memory,
  );
}

function openPorts(world: World, document: Document, store: OutboxStore): OutboxPorts {
  const { random, network, ledger, patience, owner, clock, trial, log } = world;
  const { page } = document;
  // The document goes on with the settings that it was made with.
  const { endpoint, acknowledge } = owner;
  return trial.portsOf({
    store,
    endpoint,
    acknowledge,
    sender: random.next(),
    now: clock,
    random: random.next,
    warn: () => {},
    isOver: () => document.isOver,
    report(sent, response, reason) {
      log(`page ${page.number} reports ${sent} of ${response.id.slice(0, 13)}.${response.revision}`);
      ledger.onReport(sent, response, reason);
      patience.onReport(page, response);
    },
    send(response, keepalive) {
      log(
        `page ${page.number} posts ${response.id.slice(0, 13)}.${response.revision} to ${endpoint} (${network.weather})`,
      );
      if (document.isOver) ledger.violations.push('a page posted after it was taken down');
      patience.onPost(page, endpoint, keepalive);
      return network.post(page, endpoint, response, keepalive);
    },
  });
}

interface Retry {
  readonly flush: () => Promise<Flushed>;
  readonly conclude: Conclude;
  readonly schedule: () => void;
  readonly wake: () => void;
  readonly onOnline: () => void;
  readonly stop: Cancel;
}

/** See `browser/retry.ts`. */
function openRetry(world: World, document: Document, ports: OutboxPorts, mount: Mount): Retry {
  const { clock } = world;
  const { page, tab } = document;
  let cancel: Cancel | undefined;
  const schedule = async (): Promise<void> => {
    if (document.isOver) return;
    const nextAt = await readNextAt(ports);
    cancel?.();
    if (!tab.isHidden && !document.isOver && nextAt < Infinity)
      cancel = page.plan(Math.min(Math.max(nextAt - clock(), 1e3), dayMs), wake);
  };
  let passing: Promise<unknown> = tidy(ports).catch(() => {});
  const pass = (eager = false): Promise<Flushed> => {
    const flushed = passing.then(() => passOutbox(ports, eager));
    passing = flushed.then(schedule).catch(() => {});
    return flushed;
  };
  const wake = (): void => {
    cancel?.();
    if (!tab.isHidden) void pass();
  };
  wake();
  void resume(world, document, mount);
  return {
    flush: () => pass(true),
    conclude,
    schedule: () => void schedule(),
    wake,
    onOnline: () => void pass(true),
    stop: () => cancel?.(),
  };
}

/** See `browser/resume.ts`. */
async function resume(world: World, document: Document, mount: Mount): Promise<void> {
  const { disk, clock, owner, random, local } = world;
  const { page, tab } = document;
  if (document.prompt) return;
  try {
    const { history } = readView(world);
    const now = clock();
    const left = (local.read(draftMark('')) ?? null) as string | null;
    const asked = { user: owner.site.user, own: tab.mark, left, now };
    const holder = `${random.next()}`;
    let taken: Draft | undefined;
    await disk.change(page, 'state', draftKey(''), (stored) => {
      taken = undefined;
      const known = stored as Draft | undefined;
      if (!known || isOutdated(known, history, now)) return undefined;
      taken = takeDraft(known, holder, asked);
      return taken ?? known;
    });
    const draft: Draft | undefined = taken;
    if (!draft) return;
    tab.mark = holder;
    page.plan(50, () => {
      if (!document.isOver && !document.prompt && !document.isAsking) mount(world, document, draft.prompt, draft);
    });
  } catch {}
}

/** See `browser/outbox.ts`. `mount` goes on with a prompt. */
export function openPageOutbox(world: World, document: Document, mount: Mount): PageOutbox {
  const { random, network, local, clock } = world;
  const { page } = document;
  const memory = new Map<string, Kept>();
  const store = openStore(world, document, memory);
  const ports = openPorts(world, document, store);
  let retrying: Promise<Retry> | undefined;
  let opened: Retry | undefined;
  /** The part for retries is fetched first. */
  const load = (): Promise<Retry> =>
    new Promise((resolve, reject) => {
      const isLost = network.weather === 'down' ? random.chance(0.5) : random.chance(0.02);
      page.plan(random.span(1, 2e3), () => {
        if (isLost) reject(new Error('No chunk'));
        else resolve((opened = openRetry(world, document, ports, mount)));
      });
    });
  const retry = (): Promise<Retry> => {
    retrying ??= load();
    retrying.catch(() => (retrying = undefined));
    return retrying;
  };
  const look = async (): Promise<void> => {
    const hasDraft = (): Promise<unknown> => world.disk.read(page, draftKey('')).catch(() => undefined);
    if (!retrying && ((await store.list()).length || (await hasDraft()))) retry().catch(() => {});
  };
  return {
    memory,
    open: () => void look(),
    async send(response, stored) {
      const retried = retry();
      const concluding = retried.then((one) => one.conclude);
      concluding.catch(() => {});
      const restUntil = Math.max(Number(local.read(restKey) ?? 0), store.pausedUntil());
      const sent = await sendNow(ports, response, stored, restUntil <= clock(), concluding);
      retried.then((one) => one.schedule()).catch(() => {});
      return sent;
    },
    flush: () => retry().then((one) => one.flush()),
    onVisibility() {
      if (document.isOver) return;
      void look();
      opened?.wake();
    },
    onOnline() {
      if (document.isOver) return;
      void look();
      opened?.onOnline();
    },
    stop: () => opened?.stop(),
  };
}
