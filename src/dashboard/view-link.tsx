import type { ComponentChildren } from 'preact';
import { printView, type View } from './view.ts';

interface ViewLinkProps {
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly children: ComponentChildren;
}

/** A link to a view, which opens in place, or in a tab of its own as links do. */
export function ViewLink({ view, onView, children }: ViewLinkProps) {
  return (
    <a
      href={printView(view) || '/'}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onView(view);
      }}
    >
      {children}
    </a>
  );
}
