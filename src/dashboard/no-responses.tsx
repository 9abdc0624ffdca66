import { useState } from 'preact/hooks';
import { snippetFor } from '../core/snippet.ts';
import { TestButton } from './test-button.tsx';

interface NoResponsesProps {
  readonly token: string;
  readonly origin: string;
  /** How many responses in test mode have come in. */
  readonly tests: number;
  readonly isEver: boolean;
  readonly onSent: () => void;
}

/** What to do when nothing has arrived yet: the tag to paste, with this collector's address. Older responses may be there. */
export function NoResponses({ token, origin, tests, isEver, onSent }: NoResponsesProps) {
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
      <div class="actions">
        {'clipboard' in navigator && (
          <button type="button" onClick={copy}>
            {isCopied ? 'Copied' : 'Copy tag'}
          </button>
        )}
        <TestButton token={token} tests={tests} onSent={onSent} />
      </div>
      <p class="quiet">
        To see the prompt at once, add <code>data-mode="test"</code>.
      </p>
    </section>
  );
}
