import type { Warn } from '../core/problem.ts';
import type { Site } from '../core/settings.ts';

/**
 * Tells the owner where an endpoint is there although no answer of it may be read, and where the page's own policy lets
 * nothing get there: then a setting is wrong, not the network. A simple request needs no preflight: where its answer may be read, the preflight is what failed.
 */
export async function look({ endpoint = '', format = 'json' }: Site, warn: Warn): Promise<void> {
  const answers = (mode: RequestMode, redirect: RequestRedirect): Promise<boolean> =>
    fetch(endpoint, { method: 'HEAD', mode, redirect, credentials: 'omit', referrerPolicy: 'no-referrer' }).then(
      () => true,
      () => false,
    );
  // What a redirect leads to may well be readable, and yet no POST gets there.
  const isReadable = (): Promise<boolean> => answers('cors', 'error');
  let isBlocked = false;
  const hear = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === 'connect-src' && blockedURI && endpoint.startsWith(blockedURI)) isBlocked = true;
  };
  document.addEventListener('securitypolicyviolation', hear);
  const isThere = await answers('no-cors', 'follow');
  // The browser tells of it in a task of its own.
  await new Promise((resolve) => setTimeout(resolve));
  document.removeEventListener('securitypolicyviolation', hear);
  if (isBlocked) warn('policy', endpoint);
  else if (isThere) warn('unreadable', endpoint, format === 'json' && (await isReadable()));
}
