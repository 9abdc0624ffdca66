import type { Device } from '../core/response.ts';

/** A coarse pointer with little room is a phone, one with room a tablet. */
export const readDevice = (): Device =>
  matchMedia('(pointer:coarse)').matches
    ? Math.min(screen.width, screen.height) < 600
      ? 'phone'
      : 'tablet'
    : 'desktop';
