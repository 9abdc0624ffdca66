import { useState } from 'preact/hooks';
import type { Facet } from '../core/facet.ts';
import { fewestForScore } from '../metrics/display.ts';
import type { SurveyResult } from '../metrics/survey-result.ts';
import { facetName, facetsOf, valueName } from './facet-names.ts';
import type { Format } from './format.ts';
import type { Days } from './period.ts';
import { resultsPath } from './results-path.ts';
import { useAsk } from './use-ask.ts';
import type { SurveyKey, View } from './view.ts';

interface FilterBarProps {
  readonly token: string;
  readonly view: View & { readonly of: SurveyKey };
  readonly onView: (view: View) => void;
  readonly traits: readonly string[];
  readonly days: Days;
  readonly format: Format;
}

interface ValuesProps extends FilterBarProps {
  readonly facet: Facet;
  readonly onChosen: () => void;
}

type Surveys = { readonly surveys: readonly SurveyResult[] };

/** The values of a facet that there are in the period, to choose one of. */
function Values({ token, view, onView, days, format, facet, onChosen }: ValuesProps) {
  const { of, filters } = view;
  const answer = useAsk<Surveys>(token, resultsPath({ of, filters: {} }, days, { split: facet }));
  const found = answer && 'value' in answer ? answer.value.surveys : [];
  const { split } = found.find(({ kind, max }) => kind === of.kind && max === of.max) ?? {};
  // An address cannot say that a value is empty.
  const values = (split?.values ?? []).filter(({ value }) => value !== '');
  const nothing = answer && !('value' in answer) ? 'could not be loaded' : 'no values in this period';
  return (
    <select
      aria-label={`${facetName(facet)} to filter by`}
      aria-busy={!answer}
      onChange={({ currentTarget: { value } }) => {
        onView({ ...view, filters: { ...filters, [facet]: value } });
        onChosen();
      }}
    >
      <option value="" selected disabled>
        {answer ? (values.length ? 'is …' : nothing) : 'Loading …'}
      </option>
      {values.map(({ value, n }) => (
        <option key={value} value={value}>
          {`${valueName(facet, value, of.kind, format.locales)} (${n < fewestForScore ? 'under 5' : format.count(n)})`}
        </option>
      ))}
    </select>
  );
}

interface FacetSelectProps {
  readonly label: string;
  readonly none: string;
  readonly value: string;
  readonly facets: readonly Facet[];
  readonly onFacet: (facet: Facet | undefined) => void;
}

function FacetSelect({ label, none, value, facets, onFacet }: FacetSelectProps) {
  return (
    <label class="pick">
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => onFacet(facets.find((one) => one === currentTarget.value))}
      >
        <option value="">{none}</option>
        {facets.map((facet) => (
          <option key={facet} value={facet}>
            {facetName(facet)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the figures are narrowed to and told apart by, and what changes that. */
export function FilterBar(props: FilterBarProps) {
  const { view, onView, traits, format } = props;
  const { of, filters, split } = view;
  const [facet, setFacet] = useState<Facet>();
  const facets = facetsOf(traits);
  const without = (name: string): View => ({
    ...view,
    filters: Object.fromEntries(Object.entries(filters).filter(([one]) => one !== name)),
  });
  return (
    <section class="filters" aria-label="Filters">
      {Object.entries(filters).map(([name, value]) => (
        <button
          key={name}
          type="button"
          class="chosen"
          aria-label={`Remove the filter ${facetName(name as Facet)}: ${value}`}
          onClick={() => onView(without(name))}
        >
          <span class="quiet">{facetName(name as Facet)}</span>{' '}
          <span class="value">{valueName(name as Facet, value, of.kind, format.locales)}</span>
          <span aria-hidden="true">×</span>
        </button>
      ))}
      <FacetSelect
        label="Filter by"
        none="…"
        value={facet ?? ''}
        facets={facets.filter((one) => !(one in filters))}
        onFacet={setFacet}
      />
      {facet && <Values key={facet} {...props} facet={facet} onChosen={() => setFacet(undefined)} />}
      <FacetSelect
        label="Split by"
        none="nothing"
        value={split ?? ''}
        facets={facets}
        onFacet={(chosen) => {
          const { split: _, ...rest } = view;
          onView({ ...rest, ...(chosen && { split: chosen }) });
        }}
      />
    </section>
  );
}
