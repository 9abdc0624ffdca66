import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';
import { makeLog } from './log.ts';

test('writes one line of JSON for each event, with level and time', () => {
  const lines: string[] = [];
  const log = makeLog({ write: (line) => void lines.push(line) });
  log('info', 'started', { version: '1.0.0' });
  log('error', 'not ready');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      event: 'started',
      version: '1.0.0',
    },
    { level: 'error', time: expect.any(String) as string, event: 'not ready' },
  ]);
  expect(lines.every((line) => line.endsWith('\n') && !line.trim().includes('\n'))).toBe(true);
});

test('tells the message of an error of the disk, and of no other, since that may quote what was sent', () => {
  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  expect(describeError(full)).toMatchObject({ code: 'SQLITE_FULL', message: 'database or disk is full' });
  for (const code of [undefined, 'ERR_INVALID_ARG_VALUE'])
    expect(
      JSON.stringify(describeError(Object.assign(new TypeError('got alice@example.com'), { code }))),
    ).not.toContain('alice');
  expect(describeError(new TypeError('x'))).toMatchObject({
    error: 'TypeError',
    at: expect.stringContaining('at ') as string,
  });
  expect(describeError('alice')).toEqual({ error: 'string' });
});
