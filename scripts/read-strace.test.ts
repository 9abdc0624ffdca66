import { expect, it } from 'vitest';
import { proveAcknowledgements, readCalls } from './read-strace.mjs';

const row = '7 pwrite64(20</data/earshot.db-wal>, "\\r\\0\\1id-1{\\"id\\":\\"id-1\\"}"..., 4096, 56) = 4096';
const sync = '7 fdatasync(20</data/earshot.db-wal>) = 0';
const told = '7 write(22<socket:[123]>, "HTTP/1.1 202 Accepted\\r\\n\\r\\n{\\"id\\":\\"id-1\\"}", 80) = 80';

const prove = (...lines: readonly string[]) => proveAcknowledgements(readCalls(lines.join('\n')));

it('takes an acknowledgement for proven where the disk was waited for between row and answer', () => {
  expect(prove(row, sync, told)).toEqual({ proven: ['id-1'], unproven: [] });
});

it('reads answers of several parts, too', () => {
  const parts =
    '7 writev(22<socket:[123]>, [{iov_base="HTTP/1.1 202 Accepted\\r\\n\\r\\n", iov_len=60}, {iov_base="{\\"id\\":\\"id-1\\"}", iov_len=14}], 2) = 74';
  expect(prove(row, sync, parts).proven).toEqual(['id-1']);
});

it.each([
  ['it was not waited for', [row, told]],
  ['it was waited for too early', [sync, row, told]],
  ['it was waited for too late', [row, told, sync]],
  ['waiting for it failed', [row, sync.replace('= 0', '= -1 EIO (Input/output error)'), told]],
  ['another file was waited for', [row, sync.replace('-wal', ''), told]],
  ['the row was never written', [sync, told]],
  ['only another row was written', [row.replaceAll('id-1', 'id-2'), sync, told]],
  ['writing the row failed', [row.replace('= 4096', '= -1 ENOSPC (No space left on device)'), sync, told]],
])('takes it for unproven where %s', (_, lines) => {
  expect(prove(...lines)).toEqual({ proven: [], unproven: ['id-1'] });
});

const begun = '7 fdatasync(20</data/earshot.db-wal> <unfinished ...>';
const ended = '7 <... fdatasync resumed>) = 0';
const other = '8 write(1</dev/null>, "x", 1) = 1';

it('lets a wait count once it is over, whatever other threads do meanwhile', () => {
  expect(prove(row, begun, other, ended, told).proven).toEqual(['id-1']);
  expect(prove(row, begun, other, told, ended).unproven).toEqual(['id-1']);
  expect(prove(row, begun, other, told).unproven).toEqual(['id-1']);
});
