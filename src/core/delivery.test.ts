import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, parseRetryAfter, pauseMs, settle } from './delivery.ts';
import { dayMs } from './duration.ts';
import { sampleAt, sampleId } from './samples.ts';

fc.configureGlobal({ seed: 20261121 });

const answer = (status: number, contentType = 'application/json') => ({
  status,
  contentType,
  body: '',
  retryAfter: null,
});

test.each([200, 201, 202, 204, 299])('takes %d as received', (status) => {
  expect(settle(answer(status), sampleId(1))).toBe('received');
});

test.each([408, 425, 429, 500, 502, 503, 504, 599])('tries again after %d', (status) => {
  expect(settle(answer(status), sampleId(1))).toBe('retry');
});

test.each([401, 403, 404, 405, 415])('lets the endpoint rest after %d', (status) => {
  expect(settle(answer(status), sampleId(1))).toBe('pause');
});

test.each([400, 409, 410, 413, 422])('sets the response aside after %d', (status) => {
  expect(settle(answer(status), sampleId(1))).toBe('refused');
});

test('tries again when there was no answer at all', () => {
  expect(settle('unreachable', sampleId(1))).toBe('retry');
});

test.each(['text/html', 'text/html; charset=utf-8', 'TEXT/HTML'])('does not take a 2xx with %s as received', (type) => {
  expect(settle(answer(200, type), sampleId(1))).toBe('retry');
});

test.each(['', 'text/plain', 'application/json', 'application/xhtml+xml'])(
  'takes a 2xx with %j as received',
  (type) => {
    expect(settle(answer(200, type), sampleId(1))).toBe('received');
  },
);

test('never gives up on, nor takes as received, a status that nobody listed', () => {
  const listed = [401, 403, 404, 405, 415, 400, 409, 410, 413, 422];
  for (let status = 300; status < 600; status++)
    if (!listed.includes(status)) expect([status, settle(answer(status), sampleId(1))]).toEqual([status, 'retry']);
});

test('lets an endpoint rest for an hour', () => expect(pauseMs).toBe(3_600_000));

test.each([
  ['seconds', '120', 120_000],
  ['one second at least', '0', 1_000],
  ['one second at least', '0.2', 1_000],
  ['one second for a negative number', '-30', 1_000],
  ['a day at most', '86401', dayMs],
  ['a day at most', '999999999999999999999', dayMs],
  ['a day at most', 'Infinity', dayMs],
  ['an HTTP date', 'Sat, 21 Nov 2026 10:05:00 GMT', 300_000],
  ['one second for a past date', 'Sat, 21 Nov 2026 09:00:00 GMT', 1_000],
  ['a day for a date far ahead', 'Tue, 01 Jan 2047 00:00:00 GMT', dayMs],
  ['nothing', 'abc', undefined],
  ['nothing', '', undefined],
  ['nothing', null, undefined],
])('hears %s in Retry-After: %s', (_, header, ms) => {
  expect(parseRetryAfter(header, sampleAt)).toBe(ms);
});

test('never waits less than a second nor more than a day, whatever Retry-After says', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.double().map(String),
        fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      ),
      (header) => {
        const ms = parseRetryAfter(header, sampleAt) ?? 1_000;
        expect(ms).toBeGreaterThanOrEqual(1_000);
        expect(ms).toBeLessThanOrEqual(dayMs);
      },
    ),
  );
});

const almostOne = 1 - 2 ** -53;

test.each([10, 2_000])('waits after %d failed tries for 225 s to 5 min: a long outage costs few requests', (tries) => {
  expect(backoffMs(tries, 0)).toBe(225_000);
  expect(backoffMs(tries, almostOne)).toBe(300_000);
});

test.each([
  [0, 1_000],
  [1, 1_000],
  [2, 2_000],
  [3, 4_000],
  [9, 256_000],
])('waits after %d failed tries for at most %d ms', (tries, ms) => {
  expect(backoffMs(tries, almostOne)).toBe(ms);
  expect(backoffMs(tries, 0.5)).toBe(ms / 2);
  expect(backoffMs(tries, 0)).toBe(0);
});
