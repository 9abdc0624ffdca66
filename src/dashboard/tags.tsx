import { useId, useState } from 'preact/hooks';

interface TagsProps {
  readonly tags: readonly string[];
  /** Those that are in use already. */
  readonly known: readonly string[];
  readonly onTags: (how: (tags: readonly string[]) => readonly string[]) => Promise<boolean>;
  readonly onFilter: (tag: string) => void;
}

const longestTag = 50;

/** The tags of a comment: a click narrows the list to one, a cross takes it away, and new ones are typed. */
export function Tags({ tags, known, onTags, onFilter }: TagsProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const add = async (): Promise<void> => {
    const tag = typed.trim();
    if (!tag) return;
    if (tags.includes(tag) || (await onTags((before) => [...before, tag]))) setTyped('');
  };
  return (
    <div class="tags">
      {tags.map((tag) => (
        <span key={tag} class="tag">
          <button type="button" aria-label={`Show only the tag ${tag}`} onClick={() => onFilter(tag)}>
            {tag}
          </button>
          <button
            type="button"
            aria-label={`Remove the tag ${tag}`}
            onClick={() => void onTags((before) => before.filter((one) => one !== tag))}
          >
            <span aria-hidden="true">×</span>
          </button>
        </span>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input
          class="new-tag"
          aria-label="New tag"
          placeholder="Add a tag"
          maxLength={longestTag}
          autocomplete="off"
          list={id}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <datalist id={id}>
          {known
            .filter((tag) => !tags.includes(tag))
            .map((tag) => (
              <option key={tag} value={tag} />
            ))}
        </datalist>
      </form>
    </div>
  );
}
