import { isFacet, type Facet } from '../core/facet.ts';
import { kinds, scalesOf, type Kind } from '../core/kinds.ts';
import { parseScores, printScores, type CommentFilter } from './comment-filter.ts';
import { isDay, presets, standardPeriod, type Period } from './period.ts';

/** One survey on one scale. */
export interface SurveyKey {
  readonly site: string;
  readonly survey: string;
  readonly kind: Kind;
  readonly max: number;
}

/** What the page shows; the address holds all of it, so that a link shows the same. */
export interface View {
  readonly period: Period;
  /** Left out: the overview of all surveys. */
  readonly of?: SurveyKey;
  /** Conditions that the responses meet, by facet. */
  readonly filters: Readonly<Record<string, string>>;
  readonly split?: Facet;
  /** Which comments are listed; the figures are of all. */
  readonly comments?: CommentFilter;
}

export const overview: View = { period: standardPeriod, filters: {} };

function parsePeriod(text: string | null): Period {
  const preset = presets.find((one) => one === text);
  if (preset) return preset;
  const [from = '', to = ''] = (text ?? '').split('..');
  return isDay(from) && isDay(to) && from <= to ? { from, to } : standardPeriod;
}

function parseSurvey(given: URLSearchParams): SurveyKey | undefined {
  const [site, survey, scale] = ['site', 'survey', 'scale'].map((name) => given.get(name) ?? '');
  const [name, end] = (scale ?? '').split('-');
  const kind = kinds.find((one) => one === name);
  const max = Number(end);
  if (!site || !survey || !kind || !scalesOf(kind).some((one) => one.max === max)) return undefined;
  return { site, survey, kind, max };
}

function parseComments(given: URLSearchParams): CommentFilter | undefined {
  const [search, tag] = ['search', 'tag'].map((name) => given.get(name));
  const scores = parseScores(given.get('scores') ?? '');
  const filter = { ...(search && { search }), ...(scores && { scores }), ...(tag && { tag }) };
  return Object.keys(filter).length ? filter : undefined;
}

/** What an address asks for; what it says wrongly is left out. */
export function parseView(search: string): View {
  const given = new URLSearchParams(search);
  const of = parseSurvey(given);
  const period = parsePeriod(given.get('period'));
  if (!of) return { period, filters: {} };
  const filters = Object.fromEntries([...given].filter(([name, value]) => isFacet(name) && value !== ''));
  const split = given.get('split') ?? '';
  const comments = parseComments(given);
  return { period, of, filters, ...(isFacet(split) && { split }), ...(comments && { comments }) };
}

/** The address of a view, from its `?` on; the overview of the usual period has none. */
export function printView({ period, of, filters, split, comments: { search, scores, tag } = {} }: View): string {
  const address = new URLSearchParams();
  if (of) {
    address.set('site', of.site);
    address.set('survey', of.survey);
    address.set('scale', `${of.kind}-${of.max}`);
  }
  if (period !== standardPeriod)
    address.set('period', typeof period == 'object' ? `${period.from}..${period.to}` : period);
  for (const [facet, value] of Object.entries(filters)) address.set(facet, value);
  if (split !== undefined) address.set('split', split);
  if (search) address.set('search', search);
  if (scores) address.set('scores', printScores(scores));
  if (tag) address.set('tag', tag);
  const text = address.toString();
  return text && `?${text}`;
}
