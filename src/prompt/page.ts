import { maskPath } from '../core/mask-path.ts';
import { readDevice } from '../browser/device.ts';
import type { Device } from '../core/response.ts';
import type { Site } from '../core/settings.ts';

/** What a response says of the page: its address without credentials, and who linked to it. */
export interface PageFacts {
  readonly page: string | undefined;
  /** Origin only. */
  readonly referrer: string | undefined;
  readonly device: Device;
}

/** What a response says of the page, as much of its address as the owner wants, and of the device that it is read on. */
export function readPage(pageUrl: Site['pageUrl']): PageFacts {
  const { origin, pathname, search, hash } = location;
  return {
    page: pageUrl === 'none' ? undefined : origin + maskPath(pathname + (pageUrl === 'full' ? search + hash : '')),
    referrer: /^\w+:\/\/[^/]+/.exec(document.referrer)?.[0],
    device: readDevice(),
  };
}
