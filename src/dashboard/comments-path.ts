import { printScores } from './comment-filter.ts';
import type { Days } from './period.ts';
import type { SurveyKey, View } from './view.ts';

/** How many comments are read at a time. */
const someComments = 20;

/** Where the newest comments of a view are read. */
export function commentsPath({ of, filters, comments = {} }: View & { readonly of: SurveyKey }, days: Days): string {
  const { search, scores, tag } = comments;
  const { site, survey, kind, max } = of;
  return `/v1/responses?${new URLSearchParams({
    site,
    survey,
    kind,
    max: String(max),
    ...days,
    ...filters,
    commented: 'true',
    test: 'false',
    limit: String(someComments),
    ...(search && { search }),
    ...(scores && { score: printScores(scores) }),
    ...(tag && { tag }),
  })}`;
}
