import { parseArgs } from 'node:util';
import { parseNetworks, type Networks } from './client-address.ts';
import type { Origins } from './cors.ts';

/** How the collector is to run. */
export interface Options {
  readonly port: number;
  readonly host: string;
  /** The folder of the database. */
  readonly data: string;
  /** Left out: the one in the data folder, made at the first start. */
  readonly token?: string;
  readonly origins: Origins;
  /** Whose word on who asked is taken. */
  readonly trustedProxies: Networks;
  /** How many responses a minute each address may post. */
  readonly rate: number;
  /** After how many days a response is erased; left out: never. */
  readonly retention?: number;
}

export type ParsedOptions =
  | { readonly run: Options }
  | { readonly print: 'help' | 'version' }
  /** One sentence: which flag, which value, what is allowed. */
  | { readonly problem: string };

interface Flag {
  readonly placeholder: string;
  readonly help: string;
  readonly allowed: string;
  /** The value as part of the options, or undefined if it is not allowed. */
  readonly parse: (text: string) => Partial<Options> | undefined;
}

const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

function parseOrigins(text: string): Partial<Options> | undefined {
  if (text.trim() === '*') return { origins: '*' };
  const origins = text.split(',').map((origin) => origin.trim());
  return origins.every(isOrigin) ? { origins } : undefined;
}

const localProxies = '127.0.0.0/8,::1';

const flags: Readonly<Record<string, Flag>> = {
  port: {
    placeholder: 'NUMBER',
    help: 'port to listen on; 0 takes a free one (default 4700)',
    allowed: 'an integer from 0 to 65535',
    parse: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? { port: Number(text) } : undefined),
  },
  host: {
    placeholder: 'NAME',
    help: 'address to listen on (default 127.0.0.1; 0.0.0.0 for all)',
    allowed: 'a host name or an IP address',
    parse: (text) => (/^[\w.:-]+$/.test(text) ? { host: text } : undefined),
  },
  data: {
    placeholder: 'FOLDER',
    help: 'folder of the database (default ./earshot-data)',
    allowed: 'the path of a folder',
    parse: (text) => (text.includes('\0') ? undefined : { data: text }),
  },
  token: {
    placeholder: 'TOKEN',
    help: 'token that reads the results (default: made once, kept in the data folder)',
    allowed: 'at least 8 characters of A-Z a-z 0-9 - . _ ~ + / =',
    parse: (text) => (/^[\w.~+/=-]{8,}$/.test(text) ? { token: text } : undefined),
  },
  origins: {
    placeholder: 'LIST',
    help: 'pages that may post responses, comma-separated (default *)',
    allowed: '* or origins such as https://shop.example, comma-separated',
    parse: parseOrigins,
  },
  'trusted-proxies': {
    placeholder: 'LIST',
    help: `proxies that say in x-forwarded-for who asked (default ${localProxies})`,
    allowed: 'addresses or networks such as 10.0.0.0/8, comma-separated',
    parse: (text) => {
      const trustedProxies = parseNetworks(text);
      return trustedProxies && { trustedProxies };
    },
  },
  rate: {
    placeholder: 'NUMBER',
    help: 'responses a minute that one address may post (default 120)',
    allowed: 'an integer from 1 to 1000000',
    parse: (text) => (/^[1-9]\d{0,6}$/.test(text) && Number(text) <= 1e6 ? { rate: Number(text) } : undefined),
  },
  retention: {
    placeholder: 'DAYS',
    help: 'days after which a response is erased (default: never)',
    allowed: 'an integer from 1 to 36500',
    parse: (text) => (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 36_500 ? { retention: Number(text) } : undefined),
  },
};

const environmentName = (flag: string): string => `EARSHOT_${flag.toUpperCase().replaceAll('-', '_')}`;

/** What `--help` prints. */
export const helpText = [
  'earshot: collects survey responses and shows the results.',
  '',
  'Usage: earshot [flags]',
  '',
  ...Object.entries(flags).map(
    ([name, { placeholder, help }]) => `  ${`--${name} ${placeholder}`.padEnd(22)}  ${help}`,
  ),
  '  --help                  prints this',
  '  --version               prints the version',
  '',
  `Each flag may be given as a variable instead (${environmentName('port')} and so on); the flag wins.`,
].join('\n');

interface Given {
  readonly as: string;
  readonly name: string;
  readonly value: string;
}

function readArguments(args: readonly string[]): Given[] | Exclude<ParsedOptions, { run: Options }> {
  const given: Given[] = [];
  const options = Object.fromEntries(Object.keys(flags).map((name) => [name, { type: 'string' as const }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') return { problem: `"${token.value}" is not a flag; see earshot --help.` };
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (rawName === '--help' || rawName === '-h') return { print: 'help' };
    if (rawName === '--version' || rawName === '-v') return { print: 'version' };
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    if (!flag) return { problem: `${rawName} is not a flag; see earshot --help.` };
    if (value === undefined || (!inlineValue && value.startsWith('--')))
      return { problem: `${rawName} needs a value: ${flag.allowed}.` };
    given.push({ as: rawName, name, value });
  }
  return given;
}

/** Flags and environment as options, or what to print instead, or the first thing that is wrong. */
export function parseOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ParsedOptions {
  const given = readArguments(args);
  if (!Array.isArray(given)) return given;
  const fromEnvironment = Object.keys(flags)
    .map((name): Given => ({ as: environmentName(name), name, value: environment[environmentName(name)] ?? '' }))
    // An empty variable is how many tools unset one.
    .filter(({ name, value }) => value !== '' && !given.some((flag) => flag.name === name));
  let options: Options = {
    port: 4700,
    host: '127.0.0.1',
    data: './earshot-data',
    origins: '*',
    trustedProxies: parseNetworks(localProxies) ?? [],
    rate: 120,
  };
  for (const { as, name, value } of [...fromEnvironment, ...given]) {
    const parsed = value === '' ? undefined : flags[name]?.parse(value);
    if (!parsed) return { problem: `${as} "${value}" is not allowed: it must be ${flags[name]?.allowed}.` };
    options = { ...options, ...parsed };
  }
  return { run: options };
}
