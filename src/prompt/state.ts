/** What the visitor sees of one prompt. */
export interface State {
  readonly step: 'question' | 'thanks';
  readonly score?: number;
  readonly comment: string;
  /** Send was pressed before a score was chosen. */
  readonly missing: boolean;
  /** What a screen reader is told; empty at first, since a live region speaks only what is added to it later. */
  readonly status: string;
}

export type Action =
  | { readonly type: 'arrived'; readonly status: string }
  | { readonly type: 'chose'; readonly score: number }
  | { readonly type: 'typed'; readonly comment: string }
  | { readonly type: 'sent'; readonly status: string };

export const initialState: State = { step: 'question', comment: '', missing: false, status: '' };

/** The next state. Sending without a score asks for one; after the thanks nothing changes any more. */
export function reduce(state: State, action: Action): State {
  if (state.step === 'thanks') return state;
  switch (action.type) {
    case 'arrived':
      return { ...state, status: action.status };
    case 'chose':
      return { ...state, score: action.score, missing: false };
    case 'typed':
      return { ...state, comment: action.comment };
    case 'sent':
      return state.score === undefined
        ? { ...state, missing: true }
        : { ...state, step: 'thanks', status: action.status };
  }
}
