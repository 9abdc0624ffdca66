import { get, type UseStore } from 'idb-keyval';
import { draftKey, type Draft } from '../core/draft.ts';
import type { Drafts } from '../core/ports.ts';
import { change } from './database.ts';

/** The draft of a site, in the store for what has a name of its own. */
export const openDrafts = (site: string, state: UseStore): Drafts => ({
  read: () => get<Draft>(draftKey(site), state).catch(() => undefined),
  change: (how) => change<Draft>(state, draftKey(site), how).catch(() => {}),
});
