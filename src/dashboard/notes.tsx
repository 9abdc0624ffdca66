import { facetName } from './facet-names.ts';
import type { Format } from './format.ts';
import { ViewLink } from './view-link.tsx';
import type { Variants } from './variants.ts';
import type { SurveyKey, View } from './view.ts';
import { warningsOf } from './warnings.ts';

interface NotesProps {
  readonly variants: Variants;
  readonly view: View & { readonly of: SurveyKey };
  readonly onView: (view: View) => void;
  readonly format: Format;
}

/** What to know before one compares scores, each with a way to look closer. */
export function Notes({ variants, view, onView, format }: NotesProps) {
  const warnings = warningsOf(view.of, variants, format);
  if (!warnings.length) return null;
  return (
    <section class="banner notes" aria-label="Mind when you compare">
      <ul>
        {warnings.map(({ text, split, other }) => (
          <li key={text}>
            {text}{' '}
            {split && split !== view.split && (
              <ViewLink view={{ ...view, split }} onView={onView}>
                Split by {facetName(split).toLowerCase()}
              </ViewLink>
            )}
            {other && (
              <ViewLink view={{ period: view.period, filters: {}, of: other }} onView={onView}>
                Look at them
              </ViewLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
