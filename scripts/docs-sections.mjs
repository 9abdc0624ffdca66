// The sections of README.md and ARCHITECTURE.md that are made from the code and from the build, see docs.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import { runnerImport } from 'vite';
import { firstPromptFiles, firstPromptLimit, languageLimit, limits, measure } from './budgets.mjs';
import { languageNames, wantsReader } from './language-prose.mjs';
import { walls } from './lint-rules.mjs';
import { attributeValues, chunkDuties, payments } from './settings-prose.mjs';

const load = async (path) => (await runnerImport(`./${path}`, { logLevel: 'error' })).module;

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const code = (text) => `\`${text}\``;

function makeSettings({ listSettings }) {
  const settings = listSettings();
  const rows = (scope) =>
    settings
      .filter((one) => one.scope === scope)
      .map(({ key, attribute, allowed, standard, meaning }) => [
        code(attribute),
        attributeValues[key] ?? allowed,
        standard,
        meaning,
      ]);
  const head = ['attribute', 'values', 'default', 'meaning'];
  return `Settings of the site

${table(head, rows('site'))}

Settings of a survey

${table(head, rows('survey'))}`;
}

/** What the prompt itself says in English, with its subject left open. */
function makeWording({ kinds, standardScale }, { makeTexts }, { english }) {
  const rows = kinds.map((kind) => {
    const { min, max } = standardScale(kind);
    const { question, words } = makeTexts(kind, min, max, { subject: '{subject}' }, english);
    const all = Object.values(words);
    return [code(kind), `${min} to ${max}`, question, all.join(all.length === 2 ? ' – ' : ', ')];
  });
  return table(['kind', 'points', 'question', 'words of the points'], rows);
}

const languagesIn = (folder) => readdirSync(folder).flatMap((file) => /^(.*)\.json$/.exec(file)?.[1] ?? []);

/** The languages by tag; each must have a name, and nothing else. */
function makeLanguages() {
  const tags = languagesIn('src/locales').toSorted();
  const named = Object.keys(languageNames);
  const strange = [...wantsReader, ...named].filter((tag) => !tags.includes(tag));
  if (named.toSorted().join() !== tags.join() || strange.length)
    throw new Error(`scripts/language-prose.mjs names ${named.join()}; src/locales/ has ${tags.join()}.`);
  const withSteps = languagesIn('src/locales/steps');
  const rows = tags.map((tag) => [
    code(tag),
    languageNames[tag],
    withSteps.includes(tag) ? 'yes' : 'in English',
    wantsReader.includes(tag) ? 'wanted' : '',
  ]);
  return table(['tag', 'language', 'ready-made steps', 'native reader'], rows);
}

function makeSizes() {
  const { sizes, firstPrompt, language } = measure();
  const rows = Object.entries(limits).map(([file, limit]) => [code(file), payments[file], sizes[file], limit]);
  const all = [
    ...rows,
    ['all bytes up to the first prompt', firstPromptFiles.map(code).join(' and '), firstPrompt, firstPromptLimit],
    ['the largest of `locales/*.json`', 'only in a prompt in that language', language, languageLimit],
  ];
  return table(
    ['file', 'paid', 'size', 'limit'],
    all.map(([file, paid, size, limit]) => [file, paid, `${size.toFixed(2)} kB`, `${limit} kB`]),
  );
}

/** The chunks that the build made; each must be described, and nothing else. */
function makeChunks() {
  const built = readdirSync('dist').flatMap((file) => /^([a-z]+)-[0-9a-f]{8}\.js$/.exec(file)?.[1] ?? []);
  const described = Object.keys(chunkDuties);
  if (built.toSorted().join() !== described.toSorted().join())
    throw new Error(`scripts/settings-prose.mjs describes the chunks ${described.join()}; dist/ has ${built.join()}.`);
  return table(
    ['chunk', 'fetched when', 'what it does'],
    Object.entries(chunkDuties).map(([name, [when, what]]) => [code(`${name}-*.js`), when, what]),
  );
}

const makeWalls = () =>
  table(
    ['room', 'may import from'],
    Object.entries(walls).map(([room, others]) => [code(`src/${room}/`), others.map(code).join(', ') || 'nothing']),
  );

function makeStatuses({ settle }) {
  const answer = (status, contentType = '') => ({ status, contentType, retryAfter: null });
  const statuses = Array.from({ length: 200 }, (_, index) => 400 + index);
  const having = (settlement) => statuses.filter((status) => settle(answer(status)) === settlement).join(', ');
  if (settle(answer(202)) !== 'received' || settle(answer(200, 'text/html')) !== 'retry')
    throw new Error('The status table in scripts/docs.mjs is not that of src/core/delivery.ts.');
  return table(
    ['your endpoint answers', 'the response'],
    [
      ['2xx, and not with an HTML page', 'is received and leaves the browser'],
      [having('refused'), 'is refused and set aside: the endpoint would never take it'],
      [having('pause'), 'is kept, and the endpoint is left alone for an hour'],
      ['any other status, a redirect, an HTML page, or nothing', 'is kept and tried again'],
    ],
  );
}

/** What `explain` really says of one visitor: answered twelve days ago, on the second page for nine seconds. */
function makeExplanation({ commonTables, parseConfig }, { decide }, { explain }, { parseHistory }, version) {
  const now = Date.parse('2026-11-21T10:00:00Z');
  const answeredAt = now - 12 * 864e5;
  const tag = { endpoint: 'https://acme.example/responses', survey: 'nps' };
  const { site, surveys } = parseConfig(commonTables, tag, {}, tag.endpoint, 'acme.example', (...problem) => {
    throw new Error(String(problem));
  });
  const prompt = { id: 'x', survey: 'nps', shownAt: answeredAt, seenAt: answeredAt, outcome: 'answered' };
  const visitAt = now - 60e3;
  const stored = {
    v: 1,
    visitorId: '2746098712-90121877-3310298745-118733201',
    visits: 2,
    views: 2,
    visitAt,
    viewAt: visitAt,
    visibleMs: 9e3,
    prompts: [{ ...prompt, endedAt: answeredAt }],
  };
  const history = parseHistory(JSON.stringify(stored), now);
  const verdicts = surveys.map((survey) => ({
    survey: survey.survey,
    due: true,
    verdict: decide({ now, granted: 'given', site, survey, history }),
    settings: survey,
  }));
  const {
    visitor,
    surveys: explained,
    outbox,
    problems,
  } = explain(version, { visitor: history.visitorId, surveys: verdicts }, [], []);
  const line = (value) =>
    JSON.stringify(value)
      .replaceAll(/"(\w+)":/g, '"$1": ')
      .replaceAll(',"', ', "');
  const rules = explained[0].rules.map((rule) => `        ${line(rule)}`).join(',\n');
  return `\`\`\`json
{
  "version": "${version}",
  "visitor": "${visitor}",
  "surveys": [
    {
      "survey": "${explained[0].survey}",
      "due": ${explained[0].due},
      "rules": [
${rules}
      ]
    }
  ],
  "outbox": ${line(outbox)},
  "problems": ${line(problems)}
}
\`\`\``;
}

/** File → section → its text, from the code and the build as they are now. */
export async function makeSections() {
  const kinds = await load('src/core/kinds.ts');
  const { helpText } = await load('src/collector/options.ts');
  const config = await load('src/core/config.ts');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  return {
    'README.md': {
      wording: makeWording(kinds, await load('src/prompt/texts.ts'), await load('src/prompt/english.ts')),
      languages: makeLanguages(),
      settings: makeSettings(await load('scripts/settings-reference.ts')),
      explain: makeExplanation(
        config,
        await load('src/core/rules.ts'),
        await load('src/core/explain.ts'),
        await load('src/core/history.ts'),
        version,
      ),
      statuses: makeStatuses(await load('src/core/delivery.ts')),
      flags: `\`\`\`text\n${helpText}\n\`\`\``,
      sizes: makeSizes(),
    },
    'ARCHITECTURE.md': { walls: makeWalls(), chunks: makeChunks() },
  };
}
