import type { Journey } from '../core/journey.ts';
import type { Sent } from '../core/ports.ts';

/** How the answer fares, as the visitor is told: on its way, on disk, and then where it got. */
export type Delivery = 'sending' | 'saved' | Sent;

/** What the visitor sees of one prompt. */
export interface State extends Journey {
  readonly delivery?: Delivery;
  /** What a screen reader is told; empty at first, since a live region speaks only what is added to it later. */
  readonly status: string;
}

/** What changes. */
export type Action = Partial<State>;

export const initialState: State = { status: '' };

/** The next state: after the closing words only the news of the answer change. */
export const reduce = (state: State, action: Action): State =>
  state.isDone && !action.delivery ? state : { ...state, ...action };
