import { claim } from '../claim.ts';
import { parseHistory } from '../history.ts';
import type { OutboxPorts } from '../outbox.ts';
import type { OnTrial } from './world.ts';

/** The house as it is. */
export const house: OnTrial = { claim, portsOf: (ports) => ports, redirected: 'unreachable' };

/** Makes another id of one. */
const another = (id: string): string => id.replace(/.{4}$/, (end) => (end === 'ffff' ? '0000' : 'ffff'));

/** Bugs that survey widgets have, put around the house: the simulator has to find each of them. */
export const plants = {
  'delete before acknowledgement': {
    ...house,
    portsOf: (ports: OutboxPorts): OutboxPorts => ({
      ...ports,
      async send(response, keepalive) {
        await ports.store.change(response.id, () => undefined);
        return ports.send(response, keepalive);
      },
    }),
  },
  'a retry with a new id': {
    ...house,
    portsOf: (ports: OutboxPorts): OutboxPorts => ({
      ...ports,
      send: (response, keepalive) =>
        ports.send(keepalive ? response : { ...response, id: another(response.id) }, keepalive),
    }),
  },
  'history written after display': {
    ...house,
    claim: ((ports, ...asked) =>
      claim(
        {
          ...ports,
          async changeHistory(how) {
            how(parseHistory(undefined, ports.now));
            void Promise.resolve(ports.changeHistory(how)).catch(() => {});
          },
        },
        ...asked,
      )) as typeof claim,
  },
  'a redirect counted as received': {
    ...house,
    redirected: { status: 200, contentType: 'text/plain', body: 'Thank you!', retryAfter: null },
  },
} as const satisfies Readonly<Record<string, OnTrial>>;
