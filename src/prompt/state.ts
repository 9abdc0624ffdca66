/** What the visitor sees of one prompt. */
export interface State {
  readonly score?: number;
  readonly comment: string;
  /** Send was pressed before a score was chosen. */
  readonly missing: boolean;
  /** The closing words stand in place of the question. */
  readonly isDone: boolean;
  /** What a screen reader is told; empty at first, since a live region speaks only what is added to it later. */
  readonly status: string;
}

/** What changes. */
export type Action = Partial<State>;

export const initialState: State = { comment: '', missing: false, isDone: false, status: '' };

/** The next state: after the closing words nothing changes any more. */
export const reduce = (state: State, action: Action): State => (state.isDone ? state : { ...state, ...action });
