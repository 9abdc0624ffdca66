// Made by the build, see vite.config.ts.
declare module 'virtual:prompt' {
  export const show: import('../core/ports.ts').PromptChunk['show'];
}
declare module 'virtual:outbox' {
  export const open: import('../core/ports.ts').OutboxChunk['open'];
}
declare module 'virtual:diagnostics' {
  export const describe: import('../core/ports.ts').DiagnosticsChunk['describe'];
  export const explain: import('../core/ports.ts').DiagnosticsChunk['explain'];
}
