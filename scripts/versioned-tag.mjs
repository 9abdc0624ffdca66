// The tag of this build's version, with the hash that its script must have.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What `integrity` says of a built file: its SHA-384. */
export const integrityOf = (file) =>
  `sha384-${createHash('sha384')
    .update(readFileSync(`dist/${file}`))
    .digest('base64')}`;

/** The tag for `file` where a collector, or whoever else, serves this version below `origin`. */
export function makeVersionedTag(file, origin) {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  return `<script async src="${origin}/v/${version}/${file}" integrity="${integrityOf(file)}" crossorigin="anonymous"
        data-survey="nps" data-subject="Your product" data-endpoint="${origin}/v1/responses"></script>`;
}
