import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { neighboursOf } from './client-address.ts';

/** Counts one request of an address; resolves to the seconds that it has to wait, or to undefined where it may go on. */
export type RateLimit = (address: string) => Promise<number | undefined>;

/** Lets through so many requests a minute from each address, or from each /64 of IPv6. */
export function makeRateLimit(perMinute: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (address) => {
    try {
      await limiter.consume(neighboursOf(address));
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return Math.max(1, Math.ceil(refusal.msBeforeNext / 1e3));
    }
  };
}
