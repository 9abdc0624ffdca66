import { maskPath } from '../core/mask-path.ts';
import type { Device } from '../core/response.ts';

/** What a response says of the page: its address without query, fragment and credentials, and who linked to it. */
export interface PageFacts {
  readonly page: string;
  /** Origin only. */
  readonly referrer: string | undefined;
  readonly device: Device;
}

/** What a response says of the page and of the device that it is read on. */
export function readPage(): PageFacts {
  // A coarse pointer with little room is a phone, one with room a tablet.
  const isTouch = matchMedia('(pointer: coarse)').matches;
  const isSmall = Math.min(screen.width, screen.height) < 600;
  return {
    page: location.origin + maskPath(location.pathname),
    referrer: document.referrer ? new URL(document.referrer).origin : undefined,
    device: isTouch ? (isSmall ? 'phone' : 'tablet') : 'desktop',
  };
}
