// Finds the browsers for the tests, and installs them where there are none.
import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, installByApt, isRoot } from './apt.mjs';

const chromiums = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const firefoxes = ['firefox-esr', 'firefox'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Root has no sandbox, and a test browser has no business with the network beyond this machine. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium: CHROMIUM (which must exist if it is set), Playwright's own, one on the PATH, one in a usual
 * place; undefined where there is none.
 */
export function findChromium() {
  return (
    findChosen('CHROMIUM') ??
    [chromium.executablePath()].find(existsSync) ??
    findCommand(...chromiums) ??
    places.find(existsSync)
  );
}

/** The path of a Firefox as it is published: FIREFOX (which must exist if it is set), or one on the PATH. */
export function findFirefox() {
  return (
    findChosen('FIREFOX') ??
    findCommand(...firefoxes) ??
    ['/Applications/Firefox.app/Contents/MacOS/firefox'].find(existsSync)
  );
}

/** The path of the MiniBrowser that WebKitWebDriver drives, where there are both and a screen for them: Linux only. */
export function findWebKit() {
  const folders = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1`);
  const needed = ['WebKitWebDriver', 'Xvfb'].every((name) => findCommand(name));
  return needed ? folders.map((folder) => join(folder, 'MiniBrowser')).find(existsSync) : undefined;
}

function findChosen(variable) {
  const chosen = process.env[variable];
  if (chosen && !existsSync(chosen)) throw new Error(`${variable} names ${chosen}, which does not exist.`);
  return chosen || undefined;
}

const run = (command, args) => execFileSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });

/** Makes sure that there is a Chromium: by apt as root on Debian and its kin, else by Playwright's own download. */
export function installChromium() {
  if (findChromium()) return;
  installByApt('chromium');
  if (!findChromium()) run('npx', ['playwright', 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium']);
  if (!findChromium()) throw new Error('Chromium could not be installed. Install one and name its path in CHROMIUM.');
}

/** Makes sure that there is a Firefox: by apt as root on Debian and its kin. Playwright's own is a patched one. */
export function installFirefox() {
  if (findFirefox()) return;
  installByApt('firefox-esr');
  if (!findFirefox()) throw new Error('Firefox could not be installed. Install one and name its path in FIREFOX.');
}

/** Makes sure that there is a WebKit that can be driven: by apt as root on Debian and its kin; there is no other way. */
export function installWebKit() {
  if (findWebKit()) return;
  installByApt('webkit2gtk-driver', 'xvfb');
  if (!findWebKit()) throw new Error('WebKit could not be installed: webkit2gtk-driver and xvfb of Debian are needed.');
}
