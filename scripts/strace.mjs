// Finds strace, and installs it where there is none.
import { execFileSync } from 'node:child_process';
import { findCommand, installByApt } from './apt.mjs';

/** Makes sure that there is a strace that may look at processes: by apt as root on Debian and its kin. */
export function installStrace() {
  if (!findCommand('strace')) installByApt('strace');
  if (!findCommand('strace'))
    throw new Error('strace could not be installed: it is needed to see what waits for the disk.');
  try {
    execFileSync('strace', ['-qq', '-e', 'trace=none', 'true'], { stdio: 'pipe' });
  } catch (error) {
    throw new Error('strace may not look at processes here (ptrace): run this on a machine that lets it.', {
      cause: error,
    });
  }
}
