// What a part draws with an `h` that is handed over has the types of Preact's own.
import type { JSX as Preact } from 'preact';

declare global {
  namespace JSX {
    type Element = Preact.Element;
    type IntrinsicAttributes = Preact.IntrinsicAttributes;
    type IntrinsicElements = Preact.IntrinsicElements;
    type ElementChildrenAttribute = Preact.ElementChildrenAttribute;
  }
}
