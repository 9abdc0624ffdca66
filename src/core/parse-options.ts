import { ownText, type OwnText } from './own-text.ts';
import type { Option } from './steps.ts';
import { bytesOf } from './text-bytes.ts';
import type { ValueType } from './values.ts';

/** The most options in one list. */
export const maxOptions = 20;

/** The longest id of an option, in characters. */
export const maxOptionId = 100;

/** What all ids of a list take at most in a response, in bytes. */
export const maxListBytes = 3000;

/** An option as the owner writes it: `price=The price`, `Price`, or an object with an id and a label. */
function parseOption(raw: unknown, base: string): Option<OwnText> | undefined {
  // Without `=` the label is the id; the first one splits.
  const [, id = raw, label = raw] = (typeof raw == 'string' && /^([^=]*)=(.*)$/s.exec(raw)) || [];
  const parts = typeof raw == 'string' ? { id, label } : (raw as Option<OwnText>);
  const name = typeof parts.id == 'string' && parts.id.trim();
  const text = ownText(parts.label, base);
  return name && name.length <= maxOptionId && text ? { id: name, label: text } : undefined;
}

/**
 * The options of a question, reasons among them: `price=The price|Quality`, or a list of such texts or of
 * `{ "id": "price", "label": "The price" }`. No two have one id.
 */
export const parseOptions: ValueType<readonly Option<OwnText>[]> = (raw, base) => {
  const list = typeof raw == 'string' ? raw.split('|') : (raw as readonly unknown[]);
  if (!(Array.isArray(list) && list.length && list.length <= maxOptions)) return undefined;
  const options = [...(list as readonly unknown[])].map((one) => parseOption(one, base));
  const ids = new Set(options.map((option) => option?.id));
  return ids.size === list.length && !ids.has(undefined) && bytesOf([...ids]) <= maxListBytes
    ? (options as Option<OwnText>[])
    : undefined;
};
