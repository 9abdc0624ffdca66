/** Resolves once everything else that waits had its turn: between two parts of what would keep others waiting. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
