import { useState } from 'preact/hooks';
import type { Format } from './format.ts';
import type { Days } from './period.ts';
import type { Annotation, Annotations as Notes } from './use-annotations.ts';

interface AnnotationsProps extends Notes {
  readonly site: string;
  /** What the trend shows. */
  readonly days: Days;
  readonly format: Format;
  readonly nowMs: number;
}

interface NewMarkProps extends Pick<AnnotationsProps, 'site' | 'nowMs' | 'add'> {
  readonly onKept: (day: string) => void;
}

function NewMark({ site, nowMs, add, onKept }: NewMarkProps) {
  const [isOpen, setOpen] = useState(false);
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const keep = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    const [day, text] = [given.get('day'), given.get('text')].map(String);
    if (!day || !text?.trim()) return;
    const isKept = await add({ at: `${day}T00:00:00Z`, text: text.trim(), ...(!given.has('all') && { site }) });
    if (!isKept) return;
    setOpen(false);
    onKept(day);
  };
  if (!isOpen)
    return (
      <button type="button" class="text" onClick={() => setOpen(true)}>
        Mark a day
      </button>
    );
  return (
    <form
      class="mark-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep(event.currentTarget);
      }}
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
    >
      <label>
        Day
        <input type="date" name="day" required max={today} defaultValue={today} />
      </label>
      <label class="wide">
        What happened
        <input name="text" required maxLength={200} placeholder="Release 2.0" autocomplete="off" />
      </label>
      <label class="check">
        <input type="checkbox" name="all" /> for all sites
      </label>
      <button type="submit">Keep</button>
      <button type="button" onClick={() => setOpen(false)}>
        Cancel
      </button>
    </form>
  );
}

/** The marks of a trend by their numbers, and what adds and removes them. */
export function Annotations({ annotations, problem, add, erase, site, days, format, nowMs }: AnnotationsProps) {
  const [kept, setKept] = useState<string>();
  const isElsewhere = kept !== undefined && (kept < days.from || kept > days.to);
  const [erased, setErased] = useState<Annotation>();
  const remove = async (annotation: Annotation): Promise<void> => {
    if (await erase(annotation)) setErased(annotation);
  };
  const putBack = async ({ at, text, site: of }: Annotation): Promise<void> => {
    if (await add({ at, text, ...(of !== undefined && { site: of }) })) setErased(undefined);
  };
  return (
    <div class="marks">
      {annotations.length > 0 && (
        <ol aria-label="Marks">
          {annotations.map((annotation) => (
            <li key={annotation.id}>
              <span class="words">
                <time dateTime={annotation.at}>{format.days({ from: annotation.at, to: annotation.at })}</time>{' '}
                <strong>{annotation.text}</strong>
                {!annotation.site && <span class="quiet"> on all sites</span>}
              </span>
              <button
                type="button"
                class="text"
                aria-label={`Remove the mark ${annotation.text}`}
                onClick={() => void remove(annotation)}
              >
                Remove
              </button>
            </li>
          ))}
        </ol>
      )}
      <NewMark site={site} nowMs={nowMs} add={add} onKept={setKept} />
      <p role="status" class={problem ? 'wrong' : 'quiet'}>
        {problem ?? (erased && `Removed “${erased.text}”. `)}
        {isElsewhere && 'Kept. That day is outside of the period that is shown.'}
        {erased && (
          <button type="button" class="text" onClick={() => void putBack(erased)}>
            Undo
          </button>
        )}
      </p>
    </div>
  );
}
