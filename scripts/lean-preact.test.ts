// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import type { ComponentChildren } from 'preact';
import { beforeAll, expect, test, vi } from 'vitest';
import { leanFile } from './lean-preact.ts';
import { buildPrompt, importLean, makeStage, markupIn, type Preact } from './lean-stage.ts';

let lean: Preact;
beforeAll(async () => {
  lean = await importLean();
}, 30_000);

test('draws components, fragments, lists and texts, and leaves out what is nothing', () => {
  const { h, Fragment } = lean;
  const { root, draw } = makeStage(lean);
  const Two = ({ children }: { readonly children?: ComponentChildren }) => h(Fragment, null, h('b', null, 1), children);
  draw(h('p', { class: 'a' }, [0, 'x', ''], null, undefined, true, false, h(Two, null, h('i', null))));
  expect(markupIn(root)).toBe('<p class="a">0x<b>1</b><i></i></p>');
  draw(null);
  expect(markupIn(root)).toBe('');
});

test('adds, changes and removes attributes', () => {
  const { h } = lean;
  const { root, one, draw } = makeStage(lean);
  draw(h('p', { id: 'a', role: 'alert', hidden: true, 'aria-invalid': 'true', 'aria-hidden': false }));
  const p = one('p');
  expect(markupIn(root)).toBe('<p id="a" role="alert" hidden="" aria-invalid="true" aria-hidden="false"></p>');
  draw(h('p', { id: 'b', hidden: false, 'aria-invalid': undefined }));
  expect(one('p')).toBe(p);
  expect([p.id, p.hidden, p.getAttributeNames()]).toEqual(['b', false, ['id']]);
});

test('keeps fields as the state says, whatever the visitor did to them', () => {
  const { h } = lean;
  const { one, draw } = makeStage(lean);
  const form = (score: number, comment: string) =>
    h(
      'form',
      null,
      [1, 2].map((value) => h('input', { type: 'radio', name: 's', key: value, value, checked: value === score })),
      h('textarea', { value: comment, maxLength: 5 }),
    );
  draw(form(1, 'a'));
  const first = one<HTMLInputElement>('[value="1"]');
  const second = one<HTMLInputElement>('[value="2"]');
  const area = one<HTMLTextAreaElement>('textarea');
  expect([first.checked, second.checked, area.value, area.maxLength]).toEqual([true, false, 'a', 5]);
  second.checked = true;
  area.value = 'typed';
  draw(form(1, 'a'));
  expect([first.checked, second.checked, area.value]).toEqual([true, false, 'a']);
  draw(form(2, ''));
  expect([first.checked, second.checked, area.value]).toEqual([false, true, '']);
});

test('listens with the latest handler only, and no longer when there is none', () => {
  const { h } = lean;
  const { one, draw } = makeStage(lean);
  const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()];
  for (const onClick of [first, second]) draw(h('button', { onClick }));
  one('button').click();
  draw(h('button', null));
  one('button').click();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
});

test('the prompt listens on controls only, none of which is inside another', () => {
  const listening = readdirSync('src/prompt')
    .filter((name) => name.endsWith('.tsx') && !name.includes('.test.'))
    .map((name) => readFileSync(`src/prompt/${name}`, 'utf8'))
    .flatMap((source) =>
      [...source.matchAll(/\son[A-Z]\w+=\{/g)].map(({ index }) => /.*<(\w+)/s.exec(source.slice(0, index))?.[1]),
    );
  expect(listening.length).toBeGreaterThan(10);
  expect(new Set(listening)).toEqual(new Set(['input', 'textarea', 'button']));
});

test('draws SVG in its namespace, and HTML beside it in its own', () => {
  const { h } = lean;
  const { one, draw } = makeStage(lean);
  const icon = (width: number) =>
    h('p', null, h('svg', { viewBox: '0 0 9 9', width }, h('path', { d: 'm0 0' })), h('b', null));
  draw(icon(9));
  draw(icon(12));
  expect(one('svg').namespaceURI).toBe('http://www.w3.org/2000/svg');
  expect(one('path').namespaceURI).toBe('http://www.w3.org/2000/svg');
  expect(one('b').namespaceURI).toBe('http://www.w3.org/1999/xhtml');
  expect([one('svg').getAttribute('viewBox'), one('svg').getAttribute('width')]).toEqual(['0 0 9 9', '12']);
});

test('the prompt that is built parses no markup and has no state but its own', async () => {
  const code = await buildPrompt();
  expect(code).toContain('createElementNS');
  for (const gone of ['innerHTML', 'setState', 'forceUpdate', 'contextType', 'cssText', 'dangerouslySetInnerHTML'])
    expect(code).not.toContain(gone);
}, 30_000);

test('the prompt cannot be built with what the edited Preact does not have', async () => {
  await expect(buildPrompt('preact/hooks')).rejects.toThrow(/"options" is not exported/);
}, 30_000);

test('a Preact that the edits do not know is refused', () => {
  const file = 'diff/props.js';
  const code = readFileSync(`node_modules/preact/src/${file}`, 'utf8');
  expect(leanFile(file, code)).not.toContain('cssText');
  expect(() => leanFile(file, code.replaceAll('useCapture', 'capture'))).toThrow(
    /^Preact has changed: diff\/props\.js/,
  );
  expect(() => leanFile(file, `${code}\n${code}`)).toThrow('2 times, not 1');
});

test('no line of Preact moves, so that the source map stays right', () => {
  for (const file of [
    'render.js',
    'component.js',
    'create-element.js',
    'diff/index.js',
    'diff/children.js',
    'diff/props.js',
  ]) {
    const code = readFileSync(`node_modules/preact/src/${file}`, 'utf8');
    expect(leanFile(file, code).split('\n')).toHaveLength(code.split('\n').length);
  }
});
