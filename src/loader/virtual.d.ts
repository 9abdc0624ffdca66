// Made by the build, see vite.config.ts.
declare module 'virtual:prompt' {
  export const showPrompt: import('../core/ports.ts').PromptChunk['showPrompt'];
}
declare module 'virtual:outbox' {
  export const openOutbox: import('../core/ports.ts').OutboxChunk['openOutbox'];
  export const readPage: import('../core/ports.ts').OutboxChunk['readPage'];
}
declare module 'virtual:chunk/prompt' {
  export const file: string;
}
declare module 'virtual:chunk/outbox' {
  export const file: string;
}
