// Reads what strace wrote of a collector (`strace -f -y -s 9000 -o FILE`), for scripts/strace-collector.mjs.

/**
 * A system call: where it began and ended in the file, and on what.
 * @typedef {{ beganAt: number, endedAt: number, name: string, file: string, text: string, result: number }} Call
 */

/**
 * The calls in a trace, in the order in which they began. One that another thread interrupts is in two lines; one that
 * never ends has no result.
 * @param {string} trace
 * @returns {Call[]}
 */
export function readCalls(trace) {
  /** @type {Call[]} */
  const calls = [];
  /** @type {Map<string, Call>} */
  const unfinished = new Map();
  for (const [index, line] of trace.split('\n').entries()) {
    const resumed = /^(\d+) +<\.\.\. (\w+) resumed>.*?= (-?\d+)/.exec(line);
    if (resumed) {
      const [, thread = '', , result] = resumed;
      const call = unfinished.get(thread);
      if (call) Object.assign(call, { endedAt: index, result: Number(result) });
      unfinished.delete(thread);
      continue;
    }
    const [, thread = '', name = '', file = '', text = ''] = /^(\d+) +(\w+)\(\d+<(.*?)>(.*)$/.exec(line) ?? [];
    if (!name) continue;
    const [, result] = /\) += (-?\d+)[^=]*$/.exec(text) ?? [];
    const isWhole = result !== undefined && !text.endsWith('<unfinished ...>');
    const call = { beganAt: index, endedAt: index, name, file, text, result: isWhole ? Number(result) : Number.NaN };
    if (!isWhole) {
      call.endedAt = Number.POSITIVE_INFINITY;
      unfinished.set(thread, call);
    }
    calls.push(call);
  }
  return calls;
}

/**
 * Looks at each acknowledgement in a trace: before `202` and its id were written to a socket, the row with this id must
 * have been written to the log of the database, and after that the disk have been waited for, with success.
 * @param {readonly Call[]} calls
 * @returns {{ proven: readonly string[], unproven: readonly string[] }} ids of responses
 */
export function proveAcknowledgements(calls) {
  const ofLog = calls.filter(({ file }) => file.endsWith('-wal'));
  const writes = ofLog.filter(({ name }) => /^p?write/.test(name));
  const syncs = ofLog.filter(({ name, result }) => /^f(data)?sync$/.test(name) && result === 0);
  /** @type {string[]} */
  const proven = [];
  /** @type {string[]} */
  const unproven = [];
  for (const { name, text, beganAt } of calls) {
    if (!/^(write|writev|sendto|sendmsg)$/.test(name) || !text.includes('HTTP/1.1 202')) continue;
    const id = /\\"id\\":\\"([\w-]+)\\"/.exec(text)?.[1] ?? 'an answer without an id';
    const written = writes.find((write) => write.text.includes(id) && write.result > 0 && write.endedAt < beganAt);
    const synced = syncs.some((sync) => written && sync.beganAt > written.endedAt && sync.endedAt < beganAt);
    (synced ? proven : unproven).push(id);
  }
  return { proven, unproven };
}
