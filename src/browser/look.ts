import type { Warn } from '../core/problem.ts';
import type { Site } from '../core/settings.ts';

/**
 * Tells the owner where an endpoint is there although no answer of it may be read: then a setting is wrong, not the
 * network. A simple request needs no preflight: where its answer may be read, the preflight is what failed.
 */
export async function look({ endpoint = '', format = 'json' }: Site, warn: Warn): Promise<void> {
  const answers = (mode: RequestMode, redirect: RequestRedirect): Promise<boolean> =>
    fetch(endpoint, { method: 'HEAD', mode, redirect, credentials: 'omit', referrerPolicy: 'no-referrer' }).then(
      () => true,
      () => false,
    );
  // What a redirect leads to may well be readable, and yet no POST gets there.
  const isReadable = (): Promise<boolean> => answers('cors', 'error');
  if (await answers('no-cors', 'follow')) warn('unreadable', endpoint, format === 'json' && (await isReadable()));
}
