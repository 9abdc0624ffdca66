// Made by the build, see vite.config.ts.
declare module 'virtual:prompt' {
  export const show: import('../core/ports.ts').PromptChunk['show'];
}
declare module 'virtual:cookie' {
  export const openCookie: import('../core/ports.ts').CookieChunk['openCookie'];
}
declare module 'virtual:language' {
  export const read: import('../core/ports.ts').PromptParts['language']['read'];
}
declare module 'virtual:steps' {
  export const open: import('../core/ports.ts').PromptParts['steps']['open'];
}
declare module 'virtual:looks' {
  export const open: import('../core/ports.ts').PromptParts['looks']['open'];
}
declare module 'virtual:outbox' {
  export const open: import('../core/ports.ts').OutboxChunk['open'];
}
declare module 'virtual:retry' {
  export const open: import('../core/ports.ts').RetryChunk['open'];
  export const bodyOf: import('../core/ports.ts').RetryChunk['bodyOf'];
  export const look: import('../core/ports.ts').RetryChunk['look'];
}
declare module 'virtual:watch' {
  export const arm: import('../core/ports.ts').WatchChunk['arm'];
  export const onCalmer: import('../core/ports.ts').WatchChunk['onCalmer'];
  export const attend: import('../core/ports.ts').WatchChunk['attend'];
}
declare module 'virtual:rare' {
  export const readConfig: import('../core/ports.ts').RareChunk['readConfig'];
  export const rules: import('../core/ports.ts').RareChunk['rules'];
  export const prepare: import('../core/ports.ts').RareChunk['prepare'];
  export const readSurroundings: import('../core/ports.ts').RareChunk['readSurroundings'];
}
declare module 'virtual:calls' {
  export const call: import('./earshot.ts').Chunks['calls']['call'];
}
declare module 'virtual:diagnostics' {
  export const tell: import('../core/ports.ts').DiagnosticsChunk['tell'];
  export const explain: import('../core/ports.ts').DiagnosticsChunk['explain'];
  export const debug: import('../core/ports.ts').DiagnosticsChunk['debug'];
  export const preview: import('../core/ports.ts').DiagnosticsChunk['preview'];
}
declare module 'virtual:seals' {
  /** SHA-256 in base64, without its padding, of a built part; one export for each. */
  export const prompt: string;
  export const seals: string;
  export const diagnostics: string;
}
