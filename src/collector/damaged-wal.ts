import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

// https://www.sqlite.org/fileformat2.html#walformat
const headerBytes = 32;
const frameHeaderBytes = 24;

type Sums = readonly [number, number];

/** The running checksum of SQLite over whole pairs of words. */
function addUp(bytes: Buffer, [one, two]: Sums, isBig: boolean): Sums {
  let first = one;
  let second = two;
  for (let at = 0; at < bytes.length; at += 8) {
    const low = isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    const high = isBig ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4);
    first = (first + low + second) >>> 0;
    second = (second + high + first) >>> 0;
  }
  return [first, second];
}

const sumsAt = (bytes: Buffer, at: number): Sums => [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
const isSame = (a: Sums, b: Sums): boolean => a[0] === b[0] && a[1] === b[1];

interface Header {
  readonly isBig: boolean;
  readonly pageBytes: number;
  readonly salts: Sums;
  readonly isWhole: boolean;
  readonly sums: Sums;
}

function readHeader(bytes: Buffer): Header {
  const isBig = bytes.readUInt32BE(0) % 2 === 1;
  const sums = sumsAt(bytes, 24);
  const isMagic = bytes.readUInt32BE(0) >>> 1 === 0x377f_0682 >>> 1;
  const isWhole = isMagic && isSame(addUp(bytes.subarray(0, 24), [0, 0], isBig), sums);
  return { isBig, pageBytes: bytes.readUInt32BE(8), salts: sumsAt(bytes, 16), isWhole, sums };
}

/** Walks the frames of one writing; returns the number of the first broken one where committed ones come after it. */
function findHole(read: (bytes: Buffer, at: number) => boolean, { isBig, pageBytes, salts, sums }: Header) {
  const frame = Buffer.alloc(frameHeaderBytes + pageBytes);
  let before = sums;
  let hole: number | undefined;
  let isCommitPassed = false;
  for (let number = 0; read(frame, headerBytes + number * frame.length); number++) {
    // One of an earlier writing, which this one has not reached yet.
    if (!isSame(sumsAt(frame, 8), salts)) {
      // What was to stand here was never on disk, unless more of this writing comes below.
      hole ??= number;
      before = [0, 0];
      continue;
    }
    const claimed = sumsAt(frame, 16);
    const found = addUp(frame.subarray(frameHeaderBytes), addUp(frame.subarray(0, 8), before, isBig), isBig);
    const isWhole = isSame(found, claimed);
    if (!isWhole) hole ??= number;
    // A commit begins once the one before it is on disk: then no crash can have torn that.
    if (hole !== undefined && isWhole && isCommitPassed) return hole;
    if (hole !== undefined && frame.readUInt32BE(4) !== 0) isCommitPassed = true;
    before = claimed;
  }
  return undefined;
}

/**
 * What is wrong with the write-ahead log at `path`, in words, where answers that were acknowledged stand behind a damaged
 * place: SQLite would drop them without a word. Undefined where there is no log, or no damage but a torn end, which a
 * crash leaves in the midst of a commit.
 */
export function findDamage(path: string): string | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    // None, or none that can be read, of which opening the database tells.
    return undefined;
  }
  try {
    const { size } = fstatSync(file);
    const read = (bytes: Buffer, at: number): boolean => readSync(file, bytes, 0, bytes.length, at) === bytes.length;
    const bytes = Buffer.alloc(headerBytes);
    if (size <= headerBytes || !read(bytes, 0)) return undefined;
    const header = readHeader(bytes);
    if (!header.isWhole) return `its first ${headerBytes} bytes are damaged`;
    const hole = findHole(read, header);
    return hole === undefined ? undefined : `its frame ${hole + 1} is damaged, and committed rows come after it`;
  } finally {
    closeSync(file);
  }
}
