// The sections of README.md and ARCHITECTURE.md that are made from the code and from the build, see docs.mjs.
import { readFileSync } from 'node:fs';
import { runnerImport } from 'vite';
import { firstPromptLimit, limits, measure } from './budgets.mjs';
import { walls } from './lint-rules.mjs';
import { laterDefaults, meanings, payments } from './settings-prose.mjs';

const load = async (path) => (await runnerImport(`./src/${path}`, { logLevel: 'error' })).module;

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const code = (text) => `\`${text}\``;
const list = (words, last = 'and') => words.join(', ').replace(/, ([^,]+)$/, ` ${last} $1`);

/** Values of a fallback → one text: alike for all, by kind, or by whether the page's load is among the triggers. */
export function describeDefault(key, fallback, { kinds, format }) {
  const host = 'the.host.of.the.page';
  const triggers = [['load'], ['load', 'event:x'], ['event:x']];
  const ask = (kind, trigger) => fallback({ host, survey: 'a-name', kind, trigger });
  const say = (value) => (value === undefined ? '' : code(format(key, value)));
  const byKind = kinds.map((kind) => say(ask(kind, triggers[0])));
  const byTrigger = triggers.map((trigger) => say(ask(kinds[0], trigger)));
  const dependsOnKind = new Set(byKind).size > 1;
  if (byTrigger[0] !== byTrigger[1] || (dependsOnKind && byTrigger[0] !== byTrigger[2]))
    throw new Error(`The default of ${key} depends on something that scripts/docs.mjs cannot describe yet.`);
  if (byTrigger[0] !== byTrigger[2]) return `${byTrigger[0]}; ${byTrigger[2]} when every trigger is an event`;
  if (byKind[0] === code(host)) return 'the page’s host';
  if (!dependsOnKind) return byKind[0];
  const values = [...new Set(byKind)];
  return values.map((value) => `${list(kinds.filter((_, index) => byKind[index] === value))} ${value}`).join(', ');
}

function makeSettings({ siteSettings, surveySettings }, { parseConfig }, { allowed, attributeOf, formatValue }, kinds) {
  const enough = { endpoint: 'https://shop.example/responses', survey: 'a-name', kind: 'nps' };
  const isRequired = (key) => {
    let isMissed = false;
    const { [key]: _, ...rest } = enough;
    parseConfig(rest, {}, 'https://shop.example/', 'shop.example', () => (isMissed = true));
    return isMissed;
  };
  const defaultOf = (key, fallback) => {
    const computed = describeDefault(key, fallback, { kinds, format: formatValue });
    if (computed && laterDefaults[key]) throw new Error(`${key} has a default in the table: drop its laterDefaults.`);
    if (computed || laterDefaults[key]) return computed || laterDefaults[key];
    if (!isRequired(key)) return 'none';
    const isNamed = kinds.every((kind) => fallback({ host: 'shop.example', survey: kind }) === kind);
    return isNamed ? `the survey’s name where it is ${list(kinds.map(code), 'or')}; else required` : 'required';
  };
  const rows = (settings) =>
    Object.entries(settings).map(([key, [, fallback]]) => {
      if (!meanings[key]) throw new Error(`scripts/settings-prose.mjs says nothing about ${key}.`);
      return [code(attributeOf(key)), allowed[key], defaultOf(key, fallback), meanings[key]];
    });
  const stale = Object.keys({ ...meanings, ...laterDefaults }).filter(
    (key) => !(key in siteSettings) && !(key in surveySettings),
  );
  if (stale.length) throw new Error(`scripts/settings-prose.mjs describes what is no setting: ${stale.join(', ')}.`);
  const head = ['attribute', 'values', 'default', 'meaning'];
  return `Settings of the site

${table(head, rows(siteSettings))}

Settings of a survey

${table(head, rows(surveySettings))}`;
}

function makeWording({ standardScale }, locale, kinds) {
  const rows = kinds.map((kind) => {
    const { min, max } = standardScale(kind);
    const words = locale[`${kind}Points`];
    const points = words.length === 2 ? `${words[0]} – ${words[1]}` : words.join(', ');
    return [code(kind), `${min} to ${max}`, locale[`${kind}Question`], points];
  });
  return table(['kind', 'points', 'question', 'words of the points'], rows);
}

function makeSizes() {
  const { sizes, firstPrompt } = measure();
  const rows = Object.entries(limits).map(([file, limit]) => [code(file), payments[file], sizes[file], limit]);
  const all = [...rows, ['all bytes up to the first prompt', 'the three together', firstPrompt, firstPromptLimit]];
  return table(
    ['file', 'paid', 'size', 'limit'],
    all.map(([file, paid, size, limit]) => [file, paid, `${size.toFixed(2)} kB`, `${limit} kB`]),
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
function makeExplanation({ parseConfig }, { decide }, { explain }, { parseHistory }, version) {
  const now = Date.parse('2026-11-21T10:00:00Z');
  const answeredAt = now - 12 * 864e5;
  const tag = { endpoint: 'https://acme.example/responses', survey: 'nps' };
  const { site, surveys } = parseConfig(tag, {}, tag.endpoint, 'acme.example', (...problem) => {
    throw new Error(String(problem));
  });
  const prompt = { id: 'x', survey: 'nps', shownAt: answeredAt, seenAt: answeredAt, outcome: 'answered' };
  const visitAt = now - 60e3;
  const stored = {
    v: 1,
    pages: 2,
    visitAt,
    pageAt: visitAt,
    visibleMs: 9e3,
    prompts: [{ ...prompt, endedAt: answeredAt }],
  };
  const history = parseHistory(JSON.stringify(stored), now);
  const verdicts = surveys.map((survey) => ({
    survey: survey.survey,
    due: true,
    verdict: decide({ now, site, survey, history }),
  }));
  const { surveys: explained, outbox, problems } = explain(version, verdicts, [], []);
  const line = (value) =>
    JSON.stringify(value)
      .replaceAll(/"(\w+)":/g, '"$1": ')
      .replaceAll(',"', ', "');
  const rules = explained[0].rules.map((rule) => `        ${line(rule)}`).join(',\n');
  return `\`\`\`json
{
  "version": "${version}",
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
  const settings = await load('core/settings.ts');
  const words = await load('core/describe-problem.ts');
  const kinds = await load('core/kinds.ts');
  const { helpText } = await load('collector/options.ts');
  const config = await load('core/config.ts');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const locale = JSON.parse(readFileSync('src/locales/en.json', 'utf8'));
  return {
    'README.md': {
      wording: makeWording(kinds, locale, kinds.kinds),
      settings: makeSettings(settings, config, words, kinds.kinds),
      explain: makeExplanation(
        config,
        await load('core/rules.ts'),
        await load('core/explain.ts'),
        await load('core/history.ts'),
        version,
      ),
      statuses: makeStatuses(await load('core/delivery.ts')),
      flags: `\`\`\`text\n${helpText}\n\`\`\``,
      sizes: makeSizes(),
    },
    'ARCHITECTURE.md': { walls: makeWalls() },
  };
}
