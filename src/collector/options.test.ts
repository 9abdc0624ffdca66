import { expect, test } from 'vitest';
import { parseNetworks } from './client-address.ts';
import { helpText, parseOptions } from './options.ts';

const standard = {
  port: 4700,
  host: '127.0.0.1',
  data: './earshot-data',
  origins: '*',
  trustedProxies: parseNetworks('127.0.0.0/8,::1'),
  rate: 120,
};

test('runs on this machine alone by default', () => {
  expect(parseOptions([], {})).toEqual({ run: standard });
});

test('takes every flag, with a space or an equals sign', () => {
  const args = [
    '--port',
    '0',
    '--host=0.0.0.0',
    '--data',
    '/srv/e',
    '--token',
    'abcdefgh',
    '--origins=https://a.example',
    '--trusted-proxies',
    '10.0.0.0/8',
    '--rate=5',
  ];
  expect(parseOptions(args, {})).toEqual({
    run: {
      port: 0,
      host: '0.0.0.0',
      data: '/srv/e',
      token: 'abcdefgh',
      origins: ['https://a.example'],
      trustedProxies: parseNetworks('10.0.0.0/8'),
      rate: 5,
    },
  });
});

test('takes the environment, but lets a flag win', () => {
  const environment = { EARSHOT_PORT: '1', EARSHOT_HOST: '::1', EARSHOT_TOKEN: '', EARSHOT_TRUSTED_PROXIES: '::2' };
  expect(parseOptions(['--port', '2'], environment)).toEqual({
    run: { ...standard, port: 2, host: '::1', trustedProxies: parseNetworks('::2') },
  });
});

test('splits a list of origins', () => {
  const parsed = parseOptions(['--origins', 'https://a.example, http://localhost:3000'], {});
  expect(parsed).toMatchObject({ run: { origins: ['https://a.example', 'http://localhost:3000'] } });
});

test.each([
  [['--port', '65536'], '--port "65536" is not allowed: it must be an integer from 0 to 65535.'],
  [['--port', '1.5'], '--port "1.5" is not allowed: it must be an integer from 0 to 65535.'],
  [['--rate', '0'], '--rate "0" is not allowed: it must be an integer from 1 to 1000000.'],
  [
    ['--trusted-proxies', 'nginx'],
    '--trusted-proxies "nginx" is not allowed: it must be addresses or networks such as 10.0.0.0/8, comma-separated.',
  ],
  [['--port', '-1'], '--port "-1" is not allowed: it must be an integer from 0 to 65535.'],
  [['--port'], '--port needs a value: an integer from 0 to 65535.'],
  [['--data', '--port'], '--data needs a value: the path of a folder.'],
  [['--data='], '--data "" is not allowed: it must be the path of a folder.'],
  [['--prot', '1'], '--prot is not a flag; see earshot --help.'],
  [['-p', '1'], '-p is not a flag; see earshot --help.'],
  [['--__proto__'], '--__proto__ is not a flag; see earshot --help.'],
  [['serve'], '"serve" is not a flag; see earshot --help.'],
  [
    ['--token', 'short'],
    '--token "short" is not allowed: it must be at least 8 characters of A-Z a-z 0-9 - . _ ~ + / =.',
  ],
  [
    ['--origins', 'https://a.example/path'],
    '--origins "https://a.example/path" is not allowed: it must be * or origins such as https://shop.example, comma-separated.',
  ],
])('refuses %j in one sentence', (args, problem) => {
  expect(parseOptions(args, {})).toEqual({ problem });
});

test('names the variable when the bad value came from the environment', () => {
  expect(parseOptions([], { EARSHOT_PORT: 'x' })).toEqual({
    problem: 'EARSHOT_PORT "x" is not allowed: it must be an integer from 0 to 65535.',
  });
});

test('prints help and version', () => {
  expect(parseOptions(['--help'], {})).toEqual({ print: 'help' });
  expect(parseOptions(['--version'], {})).toEqual({ print: 'version' });
  for (const flag of ['--port', '--host', '--data', '--token', '--origins']) expect(helpText).toContain(flag);
});
