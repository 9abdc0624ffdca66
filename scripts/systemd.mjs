// Finds what checks units of systemd, and installs it where there is none.
import { findCommand, installByApt } from './apt.mjs';

/** The path of systemd-analyze; undefined where there is none. */
export const findSystemdAnalyze = () => findCommand('systemd-analyze');

/** Makes sure that there is a systemd-analyze: by apt as root on Debian and its kin; nothing is started. */
export function installSystemd() {
  if (findSystemdAnalyze()) return;
  installByApt('systemd');
  if (!findSystemdAnalyze()) throw new Error('systemd-analyze could not be installed: systemd of Debian is needed.');
}
