// The chunk for what the page has to be watched for: fetched where a trigger asks for it, where the moment is not calm, and
// once a prompt stands.
export { attend } from './attend.ts';
export { onCalmer } from './calmer.ts';
export { arm } from './triggers.ts';
