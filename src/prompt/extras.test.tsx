// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { move, type Journey } from '../core/journey.ts';
import { sampleRoute } from '../core/sample-route.ts';
import en from '../locales/en.json';
import { english } from './english.ts';
import { makeExtras, makeFit } from './extras.tsx';
import type { Going } from './parts.ts';
import { stepStrings } from './step-strings.ts';
import { makeTexts } from './texts.ts';
import { parseMore } from '../core/parse-more.ts';
import { promptSurveySettings } from '../core/prompt-settings.ts';
import { sampleSurvey } from './sample-parts.ts';

const texts = makeTexts('nps', 0, 10, parseMore(sampleSurvey(), { site: {}, survey: promptSurveySettings }), english);

/** What is drawn for a journey, and what the visitor gives there. */
function show(settings: Parameters<typeof sampleRoute>[1], journey: Journey) {
  const route = sampleRoute([], settings);
  const extras = makeExtras(h, route, stepStrings(texts.strings), texts);
  const on = { give: vi.fn<Going['give']>(), go: vi.fn<Going['go']>() };
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(
    <form>
      {extras.reasons(journey, on, makeFit(route))}
      {extras.contact(journey, on, makeFit(route))}
    </form>,
    root,
  );
  const all = <T extends Element = HTMLInputElement>(selector: string): T[] => [...root.querySelectorAll<T>(selector)];
  return { route, on, all, root };
}
/** The words of the controls' labels. */
const namesOf = (controls: readonly (HTMLInputElement | HTMLTextAreaElement)[]): (string | null | undefined)[] =>
  controls.map((control) => control.labels?.[0]?.textContent);
const type = (field: HTMLInputElement | HTMLTextAreaElement | undefined, text: string): void => {
  if (!field) throw new Error('There is no field.');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};
const reasons = 'price=Price|Quality|other=Something else';

afterEach(() => document.body.replaceChildren());

test('asks for reasons with native checkboxes in a group that is named', () => {
  const { all } = show({ reasons }, { score: 3, reasons: ['Quality'] });
  expect(all('fieldset > legend').map(({ textContent }) => textContent)).toEqual(['What is it about? (optional)']);
  expect(all('fieldset input').map((input) => [input.type, input.checked])).toEqual([
    ['checkbox', false],
    ['checkbox', true],
    ['checkbox', false],
  ]);
  expect(namesOf(all('input'))).toEqual(['Price', 'Quality', 'Something else']);
});

test('gives the ids of the reasons, and takes them back', () => {
  const { all, on } = show({ reasons }, { score: 3, reasons: ['Quality'] });
  for (const input of all('input')) input.click();
  expect(on.give.mock.calls).toEqual([
    [{ reasons: ['Quality', 'price'] }],
    [{ reasons: [] }],
    [{ reasons: ['Quality', 'other'] }],
  ]);
});

test('asks each segment for its own reasons, and none where there are none', () => {
  const settings = { reasons, reasonsPositive: 'Speed|Kindness' };
  expect(namesOf(show(settings, { score: 9 }).all('input'))).toEqual(['Speed', 'Kindness']);
  expect(namesOf(show(settings, { score: 7 }).all('input'))).toEqual(['Price', 'Quality', 'Something else']);
  expect(show({ reasonsPositive: 'Speed|Kindness' }, { score: 3 }).all('*')).toHaveLength(1);
  expect(show(settings, {}).all('fieldset')).toEqual([]);
});

test('opens a text for the reason `other`, and for no reason that is not offered', () => {
  expect(show({ reasons }, { score: 3, reasons: ['price'] }).all('textarea')).toEqual([]);
  expect(show({ reasons: 'Price|Quality' }, { score: 3, reasons: ['other'] }).all('textarea')).toEqual([]);
  const { all, on } = show({ reasons }, { score: 3, reasons: ['other'], reasonOther: 'The box' });
  const [field] = all<HTMLTextAreaElement>('textarea');
  expect([namesOf(all('textarea')), field?.value]).toEqual([['Please say more'], 'The box']);
  type(field, 'The box was wet');
  expect(on.give.mock.calls).toEqual([[{ reasonOther: 'The box was wet' }]]);
});

test('takes as much of a text as there is room for', () => {
  const { all, on } = show({ reasons }, { score: 3, reasons: ['other'] });
  const [field] = all<HTMLTextAreaElement>('textarea');
  type(field, 'x'.repeat(3000));
  expect(field?.value).toBe('x'.repeat(2000));
  expect(on.give.mock.calls).toEqual([[{ reasonOther: 'x'.repeat(2000) }]]);
});

test('asks for contact whom the owner wants it of', () => {
  const isAsked = (contact: 'off' | 'negative' | 'always', score?: number): boolean =>
    show({ contact }, { score }).all('.contact input').length > 0;
  expect([isAsked('off', 0), isAsked('negative', 6), isAsked('negative', 7), isAsked('always', 10)]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test('asks for the address once the visitor may be contacted, in a field that the browser can fill', () => {
  const before = show({ contact: 'always' }, { score: 3 });
  expect(namesOf(before.all('input'))).toEqual(['You may contact me about my answer.']);
  before.all('input')[0]?.click();
  expect(before.on.give.mock.calls).toEqual([[{ contactAllowed: true }]]);

  const { all, on } = show({ contact: 'always' }, { score: 3, contactAllowed: true, contactEmail: 'ada' });
  const [check, field] = all('input');
  expect(check?.checked).toBe(true);
  expect(namesOf(all('input'))[1]).toBe('Your e-mail address');
  expect([field?.type, field?.getAttribute('autocomplete'), field?.maxLength]).toEqual(['email', 'email', 254]);
  expect([field?.value, field?.hasAttribute('aria-invalid')]).toEqual(['ada', false]);
  type(field, 'ada@example.com');
  expect(on.give.mock.calls).toEqual([[{ contactEmail: 'ada@example.com' }]]);
  check?.click();
  expect(on.give.mock.calls[1]).toEqual([{ contactAllowed: false }]);
});

test('asks with yes or no alone where the address is known', () => {
  const { all } = show({ contact: 'always', hasEmail: true }, { score: 3, contactAllowed: true });
  expect(all('input').map((input) => input.type)).toEqual(['checkbox']);
});

test('says at the field what is wrong with an address, in an alert that stood there before', () => {
  const journey: Journey = { score: 3, contactAllowed: true, contactEmail: 'ada' };
  const right = show({ contact: 'always' }, journey);
  expect(right.all('[role=alert]').map(({ textContent }) => textContent)).toEqual(['']);
  const { all } = show({ contact: 'always' }, move(right.route, journey, 'next'));
  const field = all('input[type=email]')[0];
  expect(field?.getAttribute('aria-invalid')).toBe('true');
  expect(all(`#${field?.getAttribute('aria-describedby')}`).map(({ textContent }) => textContent)).toEqual([
    en.emailWrong,
  ]);
});

test.each([
  ['https://acme.example/reviews', 'https://acme.example/reviews'],
  ['http://acme.example/', 'http://acme.example/'],
  ['mailto:help@acme.example', 'mailto:help@acme.example'],
  [' https://acme.example/ ', 'https://acme.example/'],
])('links to %s, in a tab of its own that knows nothing of this one', (raw, href) => {
  const extras = makeExtras(h, sampleRoute([]), stepStrings(texts.strings), texts);
  const root = document.createElement('div');
  render(<p>{extras.anchor(raw, 'Review us', 'link')}</p>, root);
  const link = root.querySelector('a');
  expect(link?.getAttribute('href')).toBe(href);
  expect([link?.target, link?.rel, link?.textContent]).toEqual(['_blank', 'noopener noreferrer', 'Review us']);
});

test.each([
  undefined,
  '',
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://acme.example/1',
  'mailto:',
  'https://',
])('never links to %j, whatever the settings were', (raw) => {
  const extras = makeExtras(h, sampleRoute([]), stepStrings(texts.strings), texts);
  expect(extras.anchor(raw, 'Review us', 'link')).toBeUndefined();
});
