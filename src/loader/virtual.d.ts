// Made by the build, see vite.config.ts.
declare module 'virtual:prompt' {
  export const showPrompt: import('../core/ports.ts').PromptChunk['showPrompt'];
}
declare module 'virtual:outbox' {
  export const openOutbox: import('../core/ports.ts').OutboxChunk['openOutbox'];
}
declare module 'virtual:diagnostics' {
  export const describeProblem: import('../core/ports.ts').DiagnosticsChunk['describeProblem'];
  export const explain: import('../core/ports.ts').DiagnosticsChunk['explain'];
}
declare module 'virtual:chunk-names' {
  export const prompt: string;
  export const outbox: string;
  export const diagnostics: string;
}
