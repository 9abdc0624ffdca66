import { minuteMs } from './duration.ts';
import type { Kept } from './ports.ts';
import type { Response } from './response.ts';

/** How long the page keeps an unfinished response to itself after each choice of the visitor. */
export const editingMs = minuteMs;
/** Longer than a POST may take, so that no other page sends a response that this one is sending. */
export const sendingMs = 15e3;

/** What is stored of a response, held by this page for a while. An older revision never replaces a newer one. */
export const keepResponse = (kept: Kept | undefined, response: Response, isFinal: boolean, now: number): Kept =>
  kept && kept.response.revision > response.revision
    ? kept
    : {
        // What a later version put beside it stays.
        ...kept,
        response,
        heldUntil: now + (isFinal ? sendingMs : editingMs),
        tries: kept?.tries ?? 0,
        nextAt: 0,
        refused: undefined,
      };
