import { useState } from 'preact/hooks';
import { snippetFor } from '../core/snippet.ts';

/** What to do when nothing has arrived yet: the tag to paste, with this collector's address. Older responses may be there. */
export function NoResponses({ origin, isEver }: { readonly origin: string; readonly isEver: boolean }) {
  const [isCopied, setCopied] = useState(false);
  const snippet = snippetFor(origin);
  const copy = (): void => {
    // Without permission the text is still there to be selected.
    navigator.clipboard.writeText(snippet).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <section class="panel wide" aria-labelledby="empty">
      <h2 id="empty">No responses yet</h2>
      <p>
        Paste this tag into a page of your site. The first response shows up here.
        {!isEver && ' If some came in earlier, choose a longer period above.'}
      </p>
      <pre tabIndex={0} aria-label="Tag to paste">
        <code>{snippet}</code>
      </pre>
      <p class="actions">
        {'clipboard' in navigator && (
          <button type="button" onClick={copy}>
            {isCopied ? 'Copied' : 'Copy tag'}
          </button>
        )}
        <span class="quiet">
          To see the prompt at once, add <code>data-mode="test"</code>.
        </span>
      </p>
    </section>
  );
}
