// The one table of settings, put into words: for the reference in README.md and for the JSON Schema.
import { allTables } from '../src/core/all-tables.ts';
import { commonTables, parseConfig } from '../src/core/config.ts';
import { allowed, attributeOf, formatValue } from '../src/core/describe-problem.ts';
import { kinds } from '../src/core/kinds.ts';
import type { Known, SettingKey, Table } from '../src/core/settings.ts';
import type { Trigger } from '../src/core/values.ts';
import { attributeNames, laterDefaults, meanings } from './settings-prose.mjs';

/** One setting as an owner meets it. */
export interface DescribedSetting {
  readonly key: SettingKey;
  readonly scope: 'site' | 'survey';
  readonly attribute: string;
  /** Which values it takes, in words. */
  readonly allowed: string;
  /** What holds without it, in words. */
  readonly standard: string;
  /** The same as an owner would write it, where it is one value for all surveys and pages. */
  readonly fixed: string | undefined;
  /** One sentence. */
  readonly meaning: string;
}

type Fallback = (known: Known) => unknown;

const code = (text: string): string => `\`${text}\``;
const list = (words: readonly string[], last = 'and'): string => words.join(', ').replace(/, ([^,]+)$/, ` ${last} $1`);

const host = 'the.host.of.the.page';
const anytime: readonly (readonly Trigger[])[] = [
  ['load'],
  ['load', 'event:x'],
  ['exit'],
  ['visible:x'],
  ['scroll:50%'],
  ['time:30s'],
];
const moments: readonly (readonly Trigger[])[] = [['event:x'], ['click:x'], ['manual'], ['event:x', 'manual']];

/** What a fallback comes to for each kind and each sort of trigger, as an owner would write it. */
const tryFallback =
  (key: string, fallback: Fallback) =>
  (kind: Known['kind'], trigger: readonly Trigger[]): string => {
    const value = fallback({ host, survey: 'a-name', kind: kind ?? 'nps', trigger });
    return value === undefined ? '' : formatValue(key, value);
  };

/** Values of a fallback as one text: alike for all, by kind, or by whether every trigger is a moment of the visitor. */
export function describeDefault(key: string, fallback: Fallback): string {
  const ask = tryFallback(key, fallback);
  const byKind = kinds.map((kind) => ask(kind, ['load']));
  const [often, seldom] = [anytime, moments].map((some) => [...new Set(some.map((one) => ask('nps', one)))]);
  const [usual = '', ...others] = often ?? [];
  const [atMoment = '', ...further] = seldom ?? [];
  const dependsOnKind = new Set(byKind).size > 1;
  if (others.length || further.length || (dependsOnKind && usual !== atMoment))
    throw new Error(`The default of ${key} depends on something that scripts/settings-reference.ts cannot describe.`);
  if (usual !== atMoment)
    return `${code(usual)}; ${code(atMoment)} when every trigger is \`event:…\`, \`click:…\` or \`manual\``;
  if (usual === host) return 'the page’s host';
  if (!dependsOnKind) return usual && code(usual);
  const withValue = (value: string): string[] => kinds.filter((_, index) => byKind[index] === value);
  return [...new Set(byKind)].map((value) => `${list(withValue(value))} ${code(value)}`).join(', ');
}

/** The value that a fallback always comes to; undefined where there is none, or where it depends. */
function fixedDefault(key: string, fallback: Fallback): string | undefined {
  const ask = tryFallback(key, fallback);
  const values = new Set(kinds.flatMap((kind) => [...anytime, ...moments].map((trigger) => ask(kind, trigger))));
  const [only = '', ...others] = values;
  return others.length || only === host ? undefined : only || undefined;
}

function isRequired(key: string): boolean {
  let isMissed = false;
  const enough = { endpoint: 'https://shop.example/responses', survey: 'a-name', kind: 'nps', [key]: undefined };
  parseConfig(commonTables, enough, {}, 'https://shop.example/', 'shop.example', () => (isMissed = true));
  return isMissed;
}

function standardOf(key: SettingKey, fallback: Fallback): string {
  const computed = describeDefault(key, fallback);
  const later = (laterDefaults as Partial<Record<SettingKey, string>>)[key];
  if (computed && later) throw new Error(`${key} has a default in the table: drop its laterDefaults.`);
  if (computed || later) return computed || (later ?? '');
  if (!isRequired(key)) return 'none';
  const isNamed = kinds.every((kind) => fallback({ host, survey: kind }) === kind);
  return isNamed ? `the survey’s name where it is ${list(kinds.map(code), 'or')}; else required` : 'required';
}

/** All settings: those of the site, then those of a survey, in the order of their meanings in `settings-prose.mjs`. */
export function listSettings(): readonly DescribedSetting[] {
  const { site, survey } = allTables;
  const keys = Object.keys(meanings) as SettingKey[];
  const missing = Object.keys({ ...site, ...survey }).filter((key) => !(key in meanings));
  if (missing.length) throw new Error(`scripts/settings-prose.mjs says nothing about ${missing.join(', ')}.`);
  const stale = [...keys, ...Object.keys({ ...laterDefaults, ...attributeNames })].filter(
    (key) => !(key in site) && !(key in survey),
  );
  if (stale.length) throw new Error(`scripts/settings-prose.mjs describes what is no setting: ${stale.join(', ')}.`);
  return (['site', 'survey'] as const).flatMap((scope) => {
    const table: Table = { site, survey }[scope];
    return keys.flatMap((key) => {
      const [, fallback] = table[key] ?? [];
      if (!fallback) return [];
      return [
        {
          key,
          scope,
          attribute: (attributeNames as Partial<Record<SettingKey, string>>)[key] ?? attributeOf(key),
          allowed: allowed[key],
          standard: standardOf(key, fallback),
          fixed: fixedDefault(key, fallback),
          meaning: meanings[key],
        },
      ];
    });
  });
}
