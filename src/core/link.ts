import { text, type ValueType } from './values.ts';

/**
 * A link that a visitor may follow: http, https or mailto; a relative one resolves against `base`. Asked again where the
 * link is rendered, whatever the settings were.
 */
export const link: ValueType<string> = (raw, base) => {
  const { href } = new URL(text(raw, base) ?? 'a:', base);
  return /^(https?:|mailto:.)/.test(href) ? href : undefined;
};
