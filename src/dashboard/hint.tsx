import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

interface HintProps {
  /** How the figure is made. */
  readonly text: string;
  readonly children: ComponentChildren;
}

/**
 * The name of a figure that explains itself on hover, focus and touch. It stays while the pointer is on it, and goes with
 * Escape (WCAG 1.4.13).
 */
export function Hint({ text, children }: HintProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <span class="hint" onMouseEnter={() => setOpen(true)} onMouseLeave={close}>
      <button
        type="button"
        aria-describedby={id}
        onFocus={() => setOpen(true)}
        onBlur={close}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        {children}
      </button>
      <span class="tip" id={id} role="tooltip" hidden={!isOpen}>
        {text}
      </span>
    </span>
  );
}
