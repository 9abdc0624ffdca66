/** What an answer's way depends on, in src/core: tests walk every branch of it, and notice nearly every change to it. */
export const deliveryFiles = ['claim', 'delivery', 'endpoint-state', 'keep', 'outbox', 'retry', 'tidy'];
