/**
 * Several visitors in one browser. Each has what a browser keeps for the shop and for Earshot: the entries below and
 * Earshot's database. When another one comes, the entries of the one before are put away and those of the other one
 * taken out. Nothing is renamed, so all of them visit one site, in one results page, and Earshot cannot tell.
 */
import { eraseDatabase, readDatabase, writeDatabase } from './demo-database.js';
import { stopEarshot } from './demo-earshot.js';
import { readBrowser, writeBrowser } from './demo-memory.js';

export const visitorKey = 'demo.visitor';
const earshot = 'earshot';
const prefixes = [earshot, 'fathom-fell.'];
const patienceMs = 1500;

/** Who is visiting: `ada` until somebody else was chosen. */
export const readVisitor = () => readBrowser(visitorKey) || 'ada';

/** The entries of a storage that begin with one of the prefixes, as pairs. */
const readEntries = (storage, begins) =>
  Object.entries(storage).filter(([key]) => begins.some((prefix) => key.startsWith(prefix)));

/** Another tab may keep the database open a little longer than this one waits. */
const within = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(resolve, patienceMs))]);

async function erase(begins) {
  for (const storage of [localStorage, sessionStorage])
    for (const [key] of readEntries(storage, begins)) storage.removeItem(key);
  await within(eraseDatabase(earshot));
}

const shelfOf = (visitor) => `demo-${visitor}`;

async function putAway(visitor) {
  const kept = {
    local: readEntries(localStorage, prefixes),
    session: readEntries(sessionStorage, prefixes),
    database: await readDatabase(earshot),
  };
  await writeDatabase(shelfOf(visitor), { version: 1, stores: { kept: [['kept', kept]] } });
}

async function takeOut(visitor) {
  const shelf = await readDatabase(shelfOf(visitor));
  const { local = [], session = [], database } = shelf?.stores.kept[0]?.[1] ?? {};
  for (const [key, text] of local) localStorage.setItem(key, text);
  for (const [key, text] of session) sessionStorage.setItem(key, text);
  if (database) await writeDatabase(earshot, database);
}

/** Lets somebody else visit, from the page's next load on. Where the browser blocks storage, everybody is a stranger. */
export async function changeVisitor(visitor) {
  await stopEarshot();
  try {
    await putAway(readVisitor());
    await erase(prefixes);
    await takeOut(visitor);
    // Last, as it makes other tabs load again.
    writeBrowser(visitorKey, visitor);
  } catch {
    // Nothing is kept, so there is nothing to change.
  }
}

/** Stops Earshot and erases what it keeps of this visitor, and what the shop knows of the visitor's consent. */
export async function eraseHistory() {
  await stopEarshot();
  try {
    await erase([earshot, 'fathom-fell.consent', 'fathom-fell.log']);
  } catch {
    // Where the browser blocks storage there is nothing to erase.
  }
}
