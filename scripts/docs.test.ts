import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stub as demoStub } from '../demo/tag.mjs';
import { snippetFor } from '../src/core/snippet.ts';
import locale from '../src/locales/en.json' with { type: 'json' };
import { rareRules } from '../src/core/rare-rules.ts';
import { rules } from '../src/core/rules.ts';
import type { Known } from '../src/core/settings.ts';
import * as metrics from '../src/metrics/index.ts';
import { calls, checkDocument, eventNames, samplesOf } from './check-docs.ts';
import { checkDocs, fill, findStale } from './docs.mjs';
import { chunkDuties } from './settings-prose.mjs';
import { describeDefault } from './settings-reference.ts';

const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'PRIVACY.md'];

describe('the documents', () => {
  it('have every section that is made from code as the code is', async () => {
    expect(await checkDocs()).toEqual([]);
  });

  for (const file of documents)
    it(`hold in ${file}: samples, links, file names and sizes`, async () => {
      expect(await checkDocument(readFileSync(file, 'utf8'))).toEqual([]);
    });

  it('show the README’s reader a sample of each sort', () => {
    const languages = samplesOf(readFileSync('README.md', 'utf8')).map(({ language }) => language);
    expect([...new Set(languages)].sort()).toEqual(['html', 'http', 'js', 'json', 'sh', 'text']);
  });

  it('give the same queue stub as the demo shop and the end-to-end tests', () => {
    const e2e = /export const stub = `(.*)`;/.exec(readFileSync('e2e/fixtures.ts', 'utf8'))?.[1] ?? '';
    const readme = samplesOf(readFileSync('README.md', 'utf8')).find(({ code }) => code.includes('earshot.q'))?.code;
    const [first, ...others] = [readme, e2e, demoStub].map((text) => text?.replaceAll(/\s+/g, ''));
    expect(first).toContain('window.earshot');
    for (const other of others) expect(other).toBe(first);
  });

  it('give the tag that the collector prints', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(snippetFor('http://127.0.0.1:4700'));
  });

  it('leave out no chunk, rule, call, event, word on delivery or package', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const chunk of Object.keys(chunkDuties)) expect(readme).toContain(`\`dist/${chunk}-*.js\``);
    for (const word of ['sending', 'saved', 'sent', 'kept', 'refused'] as const)
      expect(readme).toContain(`| “${locale[word]}” |`);
    for (const id of Object.keys({ ...rules, ...rareRules })) expect(readme).toContain(`| \`${id}\` |`);
    for (const call of calls) expect(readme).toContain(`| \`earshot('${call}'`);
    for (const name of eventNames()) expect(readme).toContain(`\`${name}\``);
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      object
    >;
    const table = readFileSync('CONTRIBUTING.md', 'utf8').split('\n## Dependencies\n')[1] ?? '';
    for (const name of Object.keys({ ...dependencies, ...devDependencies }))
      expect(table).toMatch(new RegExp(`^\\|[^|]*\\b${name.replace('@', '')}\\b[^|]*\\|`, 'm'));
  });

  it('name every function of earshot/metrics', () => {
    const readme = readFileSync('README.md', 'utf8').split('\n## Compute with scores\n')[1] ?? '';
    expect(Object.keys(metrics).length).toBeGreaterThan(10);
    for (const name of Object.keys(metrics)) expect(readme).toMatch(new RegExp(`^\\|[^|]*\`${name}[(\`]`, 'm'));
  });

  it('name every part of the prompt, and every custom property with what holds without it', () => {
    const readme = readFileSync('README.md', 'utf8');
    const css = readFileSync('src/prompt/prompt.css', 'utf8');
    const properties = [...css.matchAll(/var\((--earshot-\w+), (.+)\);/g)];
    expect(properties).toHaveLength(5);
    for (const [, name, usual] of properties)
      expect(readme).toMatch(new RegExp(`^\\| \`${name}\` \\|[^|]*\`${usual?.replaceAll('.', '\\.')}\``, 'm'));
    const drawn = ['card.tsx', 'step-view.tsx'].map((file) => readFileSync(`src/prompt/${file}`, 'utf8')).join('');
    const parts = new Set([...drawn.matchAll(/ part="(\w+)"/g)].map(([, part]) => part));
    expect(parts.size).toBeGreaterThan(6);
    for (const part of parts) expect(readme).toMatch(new RegExp(`The parts are [^.]*\`${part}\``));
  });

  // What the README says with the number as N → where the code has that number.
  it.each([
    ['visible for N seconds together', 'src/core/settings.ts', /unlessMoment\((\d+)e3\)/],
    ['less than N minutes apart', 'src/core/history.ts', /visitPauseMs = (\d+) \* minuteMs/],
    ['the last N prompts', 'src/core/history.ts', /mostPrompts = (\d+)/],
    ['as fit into N bytes', 'src/core/cookie-text.ts', /mostLength = (\d+)/],
    ['less than N pixels across', 'src/browser/device.ts', /screen\.height\) < (\d+)/],
    ['at most N, being texts', 'src/core/response.ts', /maxTraits = (\d+)/],
    ['texts of at most N characters', 'src/core/response.ts', /maxTraitLength = (\d+)/],
    ['grows up to N minutes', 'src/core/delivery.ts', /mostMs = Math\.min\(.*, (\d+) \* minuteMs\)/],
    ['closing words stand for N seconds', 'src/prompt/mount.tsx', /thanksMs = (\d+)e3/],
    ['At most N responses wait', 'src/core/tidy.ts', /mostWaiting = (\d+)/],
    ['more than N days old', 'src/core/tidy.ts', /mostAgeMs = (\d+) \* dayMs/],
    ['at least N tries have failed', 'src/core/tidy.ts', /fewestTries = (\d+)/],
    ['in that browser for N days', 'src/core/tidy.ts', /refusedMs = (\d+) \* dayMs/],
    ['complete within N seconds', 'src/browser/send.ts', /timeoutMs = (\d+)e3/],
    ['had within N seconds', 'src/prompt/read-texts.ts', /loadingMs = (\d+)e3/],
    ['A survey takes at most N steps', 'src/core/steps.ts', /maxSteps = (\d+)/],
    ['A list holds at most N reasons', 'src/core/parse-options.ts', /maxOptions = (\d+)/],
    ['serves on for N seconds', 'src/collector/shutdown.ts', /noticeMs = (\d+)e3/],
    ['from N px on', 'src/prompt/bar.css', /min-width: (\d+)px/],
    ['doubles that, up to Nd', 'src/core/rules.ts', /1\), (\d+) \* dayMs\)/],
    ['npm install earshot libsql@N', 'package.json', /"libsql": "([\d.]+)"/],
  ] as const)('say "%s" with the number of the code', (phrase, file, place) => {
    const number = place.exec(readFileSync(file, 'utf8'))?.[1] ?? 'no number';
    const text = ['README.md', 'PRIVACY.md'].map((one) => readFileSync(one, 'utf8')).join(' ');
    expect(text.replaceAll(/\s+/g, ' ')).toContain(phrase.replace('N', number));
  });

  it('say NPS® at the first use, own the notice where they do, and never say the score twice', () => {
    for (const file of documents) {
      const text = readFileSync(file, 'utf8');
      const first = /NPS|Net Promoter/.exec(text);
      if (first) expect(text.slice(first.index, first.index + 15), file).toMatch(/^(NPS|Net Promoter)®/);
      if (first) expect(text.replaceAll(/\s+/g, ' '), file).toContain('registered trademarks of Bain & Company, Inc.');
      expect(text, file).not.toMatch(/NPS®? score/i);
    }
  });
});

const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;
const tag = (attributes: string): string =>
  fence('html', `<script async src="/earshot.js" data-endpoint="/r" data-survey="nps" ${attributes}></script>`);

describe('the check of the documents', () => {
  for (const [name, document, problem] of [
    ['an attribute with a bad value', tag('data-gap="soon"'), 'gap="soon" is not allowed'],
    ['an attribute that is no setting', tag('data-font="serif"'), 'font is not a setting'],
    ['a changed queue stub', fence('html', '<script>window.earshot = 1</script>'), 'the queue stub is not'],
    ['a tag of another file', fence('html', '<script src="/survey.js"></script>'), 'is not the widget'],
    ['a response that the collector refuses', fence('json', '{ "v": 2 }'), 'v must be one of 1'],
    ['settings in JSON that hold nothing', fence('json', '{ "survey": "nps", "gap": "soon" }'), 'gap="soon" is not'],
    ['settings in JSON that the schema refuses', fence('json', '{ "survey": "nps", "gap": "soon" }'), 'schema: /gap'],
    [
      'settings of a survey beside the list of surveys',
      fence('json', '{ "endpoint": "/r", "delay": "5s", "surveys": [{ "survey": "nps" }] }'),
      'delay is not a setting',
    ],
    ['an inline configuration', fence('html', '<script type="application/json">{ "gap": 4 }</script>'), 'gap=4 is not'],
    ['a bad trait', tag('data-trait-plan=""'), 'Traits must be'],
    ['a bad consent', fence('js', "earshot('consent', 'yes');"), 'consent takes true or false'],
    [
      'an explanation of other rules',
      fence('json', '{ "surveys": [{ "rules": [{ "id": "mood" }] }], "outbox": {} }'),
      'the rules',
    ],
    ['JavaScript that does not parse', fence('js', "earshot('track'"), 'SyntaxError'],
    ['JavaScript that throws', fence('js', 'nobody.calls();'), 'nobody is not defined'],
    ['a call that there is not', fence('js', "earshot('hide');"), 'hide is not a call'],
    [
      'a setting that there is not',
      fence('js', "earshot('start', { endpoint: '/r', survey: 'nps', colour: 'red' });"),
      'colour is not a setting',
    ],
    ['an event that there is not', fence('js', "document.addEventListener('earshot:sunk', () => {});"), 'not an event'],
    ['traits that are not sent', fence('js', "earshot('track', 'x', { list: [1] });"), 'the traits'],
    [
      'a method that the package has not',
      fence('js', "import { start } from 'earshot';\nstart({ endpoint: '/r', survey: 'nps' }).hide();"),
      'hide is not a function',
    ],
    [
      'a metric that is printed otherwise than the comment says',
      fence('js', "import { npsOf } from 'earshot/metrics';\nconsole.log(npsOf({ 9: 3, 0: 1 }).score); // 51"),
      'the sample prints 50',
    ],
    [
      'a metric that there is not',
      fence('js', "import { npsFrom } from 'earshot/metrics';\nnpsFrom({ 9: 3 });"),
      'npsFrom is not a function',
    ],
    ['a script that package.json has not', fence('sh', 'npm run deploy'), 'npm run deploy is not'],
    ['a flag that the collector has not', fence('sh', 'npx earshot --verbose'), 'npx earshot --verbose is not'],
    ['a sample in another language', fence('py', 'pass'), 'a sample in "py" is unchecked'],
    ['a dead link', '[here](docs/nothing.md)', 'docs/nothing.md does not exist'],
    ['a dead anchor', '# One\n\n[two](#two)', '#two does not exist'],
    ['a file that is gone', 'See `src/core/manager.ts`.', 'src/core/manager.ts does not exist'],
    ['a size that was not measured', 'only 1.23 kB', '1.23 kB is neither'],
  ] as const)
    it(`finds ${name}`, async () => {
      expect((await checkDocument(document)).join('\n')).toContain(problem);
    });

  it('finds a section that is out of date, and one without markers', () => {
    const document = fill('<!-- a:start --><!-- a:end -->', { a: 'new' });
    expect(findStale(document, { a: 'new' })).toEqual([]);
    expect(findStale(document, { a: 'newer', b: '' })).toEqual(['a', 'b']);
    expect(() => fill(document, { b: '' })).toThrow('the section b');
  });

  it('describes defaults by evaluating them, and refuses what it cannot describe', () => {
    const say = (fallback: (known: Known) => unknown): string => describeDefault('x', fallback);
    expect(say(() => 'a')).toBe('`a`');
    expect(say(() => undefined)).toBe('');
    expect(say(({ host }) => host)).toBe('the page’s host');
    expect(say(({ kind }) => (kind === 'nps' ? 9 : 4))).toBe('nps `9`, csat and ces `4`');
    expect(say(({ trigger }) => (trigger?.every((one) => /^(event|click|manual)/.test(one)) ? 0 : 2))).toBe(
      '`2`; `0` when every trigger is `event:…`, `click:…` or `manual`',
    );
    expect(() => say(({ trigger }) => trigger?.[0])).toThrow('depends on something');
    expect(() => say(({ trigger }) => trigger?.includes('manual'))).toThrow('depends on something');
  });
});
