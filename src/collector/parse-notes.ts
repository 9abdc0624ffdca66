import type { FieldProblem } from '../core/parse-response.ts';
import { instantAllowed, parseInstant } from './parse-instant.ts';
import { statuses, type Annotation, type Status, type TriageChange } from './store.ts';

type ParsedBody<Value> = { readonly value: Value } | { readonly problems: readonly FieldProblem[] };

const mostTags = 20;
const longestTag = 50;
const longestText = 200;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value == 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, longest: number): value is string =>
  typeof value == 'string' && value.trim().length > 0 && value.length <= longest;
const isTags = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length <= mostTags && value.every((tag) => isText(tag, longestTag));
const unknownFields = (raw: object, known: readonly string[]): readonly FieldProblem[] =>
  Object.keys(raw)
    .filter((name) => !known.includes(name))
    .map((field) => ({ field, message: `is not a field here: ${known.join(', ')}` }));

const noObject = { problems: [{ field: '', message: 'must be a JSON object' }] };

/** What is to be noted on a response. A status of null takes it away; so does an empty list of tags. */
export function parseTriage(raw: unknown): ParsedBody<TriageChange> {
  if (!isObject(raw)) return noObject;
  const problems = [...unknownFields(raw, ['status', 'tags'])];
  const { status, tags } = raw;
  if (status !== undefined && status !== null && !statuses.includes(status as Status))
    problems.push({ field: 'status', message: `must be one of ${statuses.join(', ')} or null` });
  if (tags !== undefined && !isTags(tags))
    problems.push({ field: 'tags', message: `must be at most ${mostTags} texts of 1 to ${longestTag} characters` });
  if (status === undefined && tags === undefined) problems.push({ field: 'status', message: 'or tags must be given' });
  if (problems.length) return { problems };
  return {
    value: {
      ...(status !== undefined && { status: status as Status | null }),
      ...(isTags(tags) && { tags: [...new Set(tags)] }),
    },
  };
}

/** A mark on the time axis, without its id. */
export function parseAnnotation(raw: unknown): ParsedBody<Omit<Annotation, 'id'>> {
  if (!isObject(raw)) return noObject;
  const problems = [...unknownFields(raw, ['site', 'at', 'text'])];
  const { site, at, text } = raw;
  if (site !== undefined && !isText(site, 253))
    problems.push({ field: 'site', message: 'must be text of 1 to 253 characters' });
  const atMs = parseInstant(at);
  if (atMs === undefined) problems.push({ field: 'at', message: `must be ${instantAllowed}` });
  if (!isText(text, longestText))
    problems.push({ field: 'text', message: `must be text of 1 to ${longestText} characters` });
  if (problems.length || atMs === undefined || !isText(text, longestText)) return { problems };
  return { value: { at: atMs, text, ...(isText(site, 253) && { site }) } };
}
