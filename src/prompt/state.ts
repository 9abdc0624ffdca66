import type { Sent } from '../core/ports.ts';

/** How the answer fares, as the visitor is told: on its way, on disk, and then where it got. */
export type Delivery = 'sending' | 'saved' | Sent;

/** What the visitor sees of one prompt. */
export interface State {
  readonly score?: number | undefined;
  readonly comment: string;
  /** Send was pressed before a score was chosen. */
  readonly missing: boolean;
  /** The closing words stand in place of the question. */
  readonly isDone: boolean;
  readonly delivery?: Delivery;
  /** What a screen reader is told; empty at first, since a live region speaks only what is added to it later. */
  readonly status: string;
}

/** What changes. */
export type Action = Partial<State>;

export const initialState: State = { comment: '', missing: false, isDone: false, status: '' };

/** The next state: after the closing words only the news of the answer change. */
export const reduce = (state: State, action: Action): State =>
  state.isDone && !action.delivery ? state : { ...state, ...action };
