import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script, createContext } from 'node:vm';
import { Window } from 'happy-dom';
import { helpText } from '../src/collector/options.ts';
import { maxBodyBytes } from '../src/collector/receive.ts';
import { maxBodyBytes as maxPostBytes } from '../src/core/body.ts';
import type { TagSettings } from '../src/core/config.ts';
import { describeProblem } from '../src/core/describe-problem.ts';
import { parseResponse } from '../src/core/parse-response.ts';
import { rules } from '../src/core/rules.ts';
import * as metrics from '../src/metrics/index.ts';
import { parseTraits } from '../src/core/traits.ts';
import { name as nameOf } from '../src/core/rare-values.ts';
import { triggers } from '../src/core/values.ts';
import { stub } from '../demo/tag.mjs';
import { firstPromptLimit, languageLimit, limits, measure } from './budgets.mjs';
import { settingsProblems } from './check-settings.ts';

/** A fenced block of a document. */
export interface Sample {
  readonly language: string;
  readonly code: string;
}

/** The calls of `src/loader/earshot.ts`, as its own warning lists them. */
export const calls = describeProblem(['noCall', ''])
  .replace(/.*call: |\..*/g, '')
  .split(', ');
const { scripts, bin, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  bin: Record<string, string>;
  version: string;
};

/** The fenced blocks of a document, in order. */
export const samplesOf = (document: string): Sample[] =>
  [...document.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }));

const withoutSamples = (document: string): string => document.replaceAll(/^```[^]*?^```$/gm, '');

const closeUp = (text: string): string => text.replaceAll(/\s+/g, '');

/** Every script of a sample is the queue stub, settings as JSON, or a tag whose settings are all good. */
export function checkHtml(code: string): string[] {
  const page = new new Window().DOMParser().parseFromString(code, 'text/html');
  return [...page.querySelectorAll('script')].flatMap((script) => {
    if (script.type === 'application/json') return checkJson(script.textContent);
    if (!script.src) {
      const isStub = closeUp(stub) === closeUp(`<script>${script.textContent}</script>`);
      return isStub ? [] : ['the queue stub is not the one of demo/tag.mjs'];
    }
    // Not by its dataset, which leaves out attributes without a value in happy-dom.
    const settings: TagSettings = Object.fromEntries(
      [...script.attributes]
        .filter(({ name }) => name.startsWith('data-'))
        .map(({ name, value }) => [
          name.slice(5).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
    );
    if (!script.src.endsWith('/earshot.js')) return [`${script.src} is not the widget`];
    return Object.keys(settings).length ? settingsProblems(settings, {}) : [];
  });
}

const isResponse = (value: object): boolean => 'id' in value || 'v' in value;
const isExplanation = (value: object): value is { surveys: { rules: { id: string }[] }[] } => 'outbox' in value;

/** A response that the collector takes, from this version; an explanation that lists the rules there are; or settings. */
export function checkJson(code: string): string[] {
  const value = JSON.parse(code) as Record<string, unknown>;
  if (isExplanation(value))
    return value.surveys.every((one) => one.rules.map(({ id }) => id).join() === Object.keys(rules).join())
      ? []
      : ['the rules are not those of src/core/rules.ts'];
  if (!isResponse(value)) return settingsProblems({}, value);
  const parsed = parseResponse(value);
  if ('problems' in parsed) return parsed.problems.map(({ field, message }) => `${field} ${message}`);
  const unknown = Object.keys(value).filter((key) => !(key in parsed.response));
  const isOurs = value.client === `earshot/${version}`;
  return [...unknown.map((key) => `${key} is not a field`), ...(isOurs ? [] : [`client is not earshot/${version}`])];
}

/** The events of `src/core/ports.ts`. */
export const eventNames = (): string[] =>
  [...(/type EventName = (.*);/.exec(readFileSync('src/core/ports.ts', 'utf8'))?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
    ([, name]) => `earshot:${name}`,
  );

/** What a sample says that it prints: the comments behind its calls of `console.log`. */
const promised = (code: string): string[] =>
  [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment = '']) => comment);

/**
 * Runs a sample against a page and a widget that only note what is asked of them, and with the real metrics; says what
 * the real ones would not take, and what is printed and differs from the comment behind it.
 */
export async function checkJs(code: string): Promise<string[]> {
  const problems: string[] = [];
  const call = async (name: string, ...args: readonly unknown[]): Promise<unknown> => {
    if (!calls.includes(name)) problems.push(`${name} is not a call`);
    if (name === 'start') problems.push(...settingsProblems({}, JSON.parse(JSON.stringify(args[0]))));
    if (name === 'track' && !triggers(`event:${String(args[0])}`, ''))
      problems.push(`${String(args[0])} is not the name of an event`);
    if (name === 'identify' && args[0] !== null && !nameOf(String(args[0]), '')) problems.push('the user is no name');
    if (name === 'consent' && typeof args[0] !== 'boolean') problems.push('consent takes true or false');
    if (/^(track|show|identify)$/.test(name)) parseTraits(args[1], () => problems.push('the traits are not all sent'));
    return {};
  };
  const start = (settings: unknown) => {
    void call('start', settings);
    return Object.fromEntries(calls.slice(1).map((name) => [name, (...args: unknown[]) => call(name, ...args)]));
  };
  const document = {
    addEventListener(type: string, listener: (event: unknown) => void) {
      if (!eventNames().includes(type)) problems.push(`${type} is not an event`);
      else listener({ type, detail: { survey: 'nps', score: 9 }, preventDefault() {} });
    },
  };
  const body = code
    .replaceAll(/^import (\{.*?\}) from 'earshot';$/gm, 'const $1 = earshotPackage;')
    .replaceAll(/^import (\{.*?\}) from 'earshot\/metrics';$/gm, 'const $1 = metrics;');
  const printed: string[] = [];
  const context = createContext({
    earshot: call,
    earshotPackage: { start },
    metrics,
    document,
    window: { earshot: call, document },
    location: { pathname: '/checkout' },
    console: { log: (...values: unknown[]) => printed.push(values.join(' ')) },
    // Stands for whatever asks the visitors of a page for consent.
    consentManager: {
      onDecision(listener: (decision: { statistics: boolean }) => unknown) {
        for (const statistics of [true, false]) void listener({ statistics });
      },
    },
  });
  try {
    await (new Script(`(async () => {${body}\n})()`).runInContext(context) as Promise<void>);
  } catch (error) {
    problems.push(String(error));
  }
  const comments = promised(code);
  if (comments.length && comments.join('\n') !== printed.join('\n'))
    problems.push(`the sample prints ${printed.join(', then ')}`);
  return problems;
}

/** Every command is one that this project has; what talks to a collector is run by e2e/owner.spec.ts instead. */
export function checkSh(code: string): string[] {
  if (code.includes('$TOKEN')) return [];
  const known = (line: string): boolean => {
    const [command = '', first = '', second = '', ...rest] = line
      .replace(/\s*#.*/, '')
      .trim()
      .split(/\s+/);
    if (command === 'npm' && first === 'run') return second in scripts;
    const isPackage = first === 'install' && [second, ...rest].every((word) => /^(earshot|libsql@[\d.]+)$/.test(word));
    if (command === 'npm') return first === 'ci' || isPackage || first in scripts;
    const isCollector = (command === 'npx' && first === 'earshot') || (command === 'node' && first === bin.earshot);
    const flags = [second, ...rest].filter((word) => word.startsWith('--'));
    if (isCollector) return flags.every((flag) => helpText.includes(`  ${flag} `));
    if (command === 'npx') return ['vitest', 'playwright', 'oxlint', 'oxfmt', 'tsc'].includes(first);
    return command === 'node' ? existsSync(first) : command === 'git';
  };
  return code
    .split('\n')
    .filter((line) => line.trim() && !known(line))
    .map((line) => `${line} is not a command of this project`);
}

const isMade = (path: string): boolean => /^dist\/(?:collector|dashboard|types)(?:\/|$)/.test(path);

function exists(path: string): boolean {
  const [before = '', after] = path.split('*');
  if (isMade(path) || after === undefined) return isMade(path) || existsSync(path);
  const [folder, start] = [dirname(`${before}x`), before.split('/').at(-1) ?? ''];
  return readdirSync(folder).some((name) => name.startsWith(start) && name.endsWith(after));
}

const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(/\s/g, '-');

/** Links lead somewhere, and names in backticks that look like files of the project are some. */
export function checkPaths(document: string): string[] {
  const prose = withoutSamples(document);
  const anchors = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slug(heading));
  const links = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to).filter((to) => !/^https?:/.test(to));
  const names = [...prose.matchAll(/`([^`\n]+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) =>
      /^(?:(?:src|scripts|e2e|bench|demo|dist|\.ci|\.github)\/[\w./*-]*|[\w.-]+\.(?:json|md|config\.ts))$/.test(name),
    );
  const isDead = (to: string): boolean => {
    const [path = '', anchor] = to.split('#');
    return path ? !exists(join('.', path)) : !anchors.includes(anchor ?? '');
  };
  return [...links, ...names].filter(isDead).map((to) => `${to} does not exist`);
}

/** Every number of kB was measured, or is a limit. */
export function checkSizes(document: string): string[] {
  const { sizes, firstPrompt, language } = measure();
  const measured = [...Object.values(sizes), firstPrompt, language].map((size) => size.toFixed(2));
  const given = [
    ...Object.values(limits),
    firstPromptLimit,
    languageLimit,
    maxBodyBytes / 1024,
    maxPostBytes / 1024,
  ].map(String);
  return [...document.matchAll(/(\d+(?:\.\d+)?)\s*kB/g)]
    .map(([, number = '']) => number)
    .filter((number) => !measured.includes(number) && !given.includes(String(Number(number))))
    .map((number) => `${number} kB is neither measured nor a limit`);
}

/** A policy is tried in the browsers by e2e/engines/policies.spec.ts, which finds those that begin so. */
const checkHttp = (code: string): string[] =>
  code
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith("Content-Security-Policy: default-src 'none'"))
    .map((line) => `"${line}" is tried by no test`);

const checks: Readonly<Record<string, (code: string) => string[] | Promise<string[]>>> = {
  html: checkHtml,
  http: checkHttp,
  json: checkJson,
  js: checkJs,
  sh: checkSh,
  text: () => [],
};

/** Everything that is wrong with a document. */
export async function checkDocument(document: string): Promise<string[]> {
  const found = await Promise.all(
    samplesOf(document).map(
      ({ language, code }) => checks[language]?.(code) ?? [`a sample in "${language}" is unchecked`],
    ),
  );
  return [...found.flat(), ...checkPaths(document), ...checkSizes(document)];
}
