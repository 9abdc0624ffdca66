import type { Config } from '../core/config.ts';
import { parseHistory } from '../core/history.ts';
import { makeId } from '../core/id.ts';
import { stringify } from '../core/stringify.ts';
import type { Due, LoadPreview, World } from '../core/ports.ts';

/** Opens the first survey for the owner: nothing is stored, nothing is sent, and the page hears nothing of it. */
export async function preview({ site, surveys }: Config, world: World, load: LoadPreview): Promise<void> {
  const { show } = await load('prompt');
  const [survey] = surveys;
  let due: Due | undefined = survey && { survey, trigger: 'show' };
  const history = parseHistory('{}', 0);
  const random = crypto.getRandomValues(new Uint8Array(10));
  const nothing = async (): Promise<void> => {};
  return show(
    {
      ...world,
      emit: () => true,
      // It looks like a test, and nobody has to be warned of it.
      site: { ...site, mode: 'test' },
      warn: (...problem) => problem[0] === 'test' || world.warn(...problem),
      parseHistory,
      printHistory: stringify,
      load,
      openOutbox: async () => ({ ready() {}, send: async () => 'sent' }),
      view: { key: '', read: () => history, write() {} },
      next() {
        const now = due;
        due = undefined;
        return now;
      },
      drop() {},
      onOpen() {},
      ask: () => ({ passes: true, rules: [] }),
      change() {},
    },
    async () => ({
      claim: async () => ({ id: makeId(Date.now(), random), history }),
      remember: nothing,
      keep: async () => true,
      keepDraft: nothing,
      leaveDraft() {},
    }),
  );
}
