// npm run docs: writes what the code knows better than any author into README.md and ARCHITECTURE.md, between markers.
// With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { makeSections } from './docs-sections.mjs';

const marked = (name, text) => `<!-- ${name}:start -->\n\n${text}\n\n<!-- ${name}:end -->`;
const placeOf = (name) => new RegExp(`<!-- ${name}:start -->[^]*?<!-- ${name}:end -->`);

/** A document with its sections as they should be; throws where the markers of one are missing. */
export function fill(document, sections) {
  return Object.entries(sections).reduce((text, [name, section]) => {
    if (!placeOf(name).test(text)) throw new Error(`There is no pair of markers for the section ${name}.`);
    return text.replace(placeOf(name), () => marked(name, section));
  }, document);
}

/** The sections of a document that are not as they should be, by name. */
export const findStale = (document, sections) =>
  Object.entries(sections)
    .filter(([name, section]) => placeOf(name).exec(document)?.[0] !== marked(name, section))
    .map(([name]) => name);

/** One sentence for each section that is not what the code says; none when all are. */
export async function checkDocs() {
  const problems = [];
  for (const [file, sections] of Object.entries(await makeSections()))
    for (const name of findStale(readFileSync(file, 'utf8'), sections))
      problems.push(`${file}: the section "${name}" is not what the code says; run npm run docs.`);
  return problems;
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--check')) {
    const problems = await checkDocs();
    for (const problem of problems) console.error(problem);
    if (problems.length) process.exitCode = 1;
  } else
    for (const [file, sections] of Object.entries(await makeSections()))
      writeFileSync(file, fill(readFileSync(file, 'utf8'), sections));
}
