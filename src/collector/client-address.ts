import ipaddr from 'ipaddr.js';

/** Networks of proxies whose word on who asked is taken. */
export type Networks = readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, bits: number])[];

/** Addresses and networks such as `10.0.0.0/8` or `::1`, comma-separated; undefined if one of them is neither. */
export function parseNetworks(text: string): Networks | undefined {
  const networks: Networks[number][] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    if (ipaddr.isValidCIDR(part)) networks.push(ipaddr.parseCIDR(part));
    else if (ipaddr.isValid(part)) {
      const address = ipaddr.process(part);
      networks.push([address, address.kind() === 'ipv4' ? 32 : 128]);
    } else return undefined;
  }
  return networks;
}

const isIn = (address: ipaddr.IPv4 | ipaddr.IPv6, networks: Networks): boolean =>
  networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));

/**
 * Who asked: the address of the connection; where that is a trusted proxy, the last one in `x-forwarded-for` that is not,
 * since all before it may be made up.
 */
export function readAddress(connection: string, forwardedFor: string | undefined, trusted: Networks): string {
  let nearest = connection;
  for (const hop of (forwardedFor ?? '').split(',').toReversed()) {
    const address = ipaddr.isValid(nearest) ? ipaddr.process(nearest) : undefined;
    if (!address || !isIn(address, trusted) || !ipaddr.isValid(hop.trim())) break;
    nearest = hop.trim();
  }
  return nearest;
}

/** The neighbours that share a limit with an address: itself, or the /64 of an IPv6 one, which one household has whole. */
export function neighboursOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]).toString();
}
