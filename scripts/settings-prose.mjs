// What each setting means, for the reference in README.md and for the JSON Schema. Kept out of src/, so that no visitor
// ever pays for prose.

/** Setting → its meaning, in one sentence. The reference follows this order. */
export const meanings = {
  endpoint: 'Where responses are posted; without it nothing is shown.',
  site: 'The name of the site in the results; it also keeps the histories of two sites on one host apart.',
  config: 'Where more settings, or several surveys, stand as JSON: a file, or an element of the page.',
  format:
    'How a response is written: `json`; `text`, the same JSON as plain text, for endpoints that answer no OPTIONS request; `form`, as a form would post it, nested names joined by dots and lists as repeated names.',
  acknowledge:
    'What counts as received: `status`, a success that is neither redirected nor a page; `id`, a success with JSON that repeats the response’s `id`; `none`, that the POST went out (for forms and spreadsheets that redirect: each response is sent once, when it is final, and may be lost or doubled).',
  report:
    '`outcomes` also sends the prompts that got no score, so that response rates can be computed; `responses` sends only what holds a score.',
  gap: 'After a prompt of one survey was seen, no *other* survey of the site prompts by itself for this long.',
  user: 'The site’s own id of a signed-in visitor; it is sent along, and samples follow it from browser to browser.',
  userSince: 'Since when this person is a customer, for `data-min-user-age`.',
  traits:
    'Facts about the visitor to send along: `data-trait-plan-type="pro"` is the trait `plan_type`; at most 20, texts of at most 200 characters.',
  lastAsked:
    'When this person was last asked on another channel, such as e-mail; no survey prompts by itself until the gap has passed since.',
  visitor:
    '`none` makes and sends no id of the visitor; with `id` one is made when a prompt is claimed, or when a sample has to know the visitor again.',
  consent:
    "With `required` nothing is stored, shown or sent before `earshot('consent', true)`, and nothing is fetched but the script, its parts and its settings.",
  cookieDomain:
    'Also keeps the instants of prompts, without any id, in a first-party cookie that all subdomains of this domain share.',
  pageUrl:
    'How much of the page’s address is sent: without query and fragment, all of it, or nothing; e-mail addresses, tokens and long numbers are masked in any case.',
  token: 'A text of your own that goes along with every response unchanged.',
  locale:
    'The language of the prompt: `auto` takes that of the page (`<html lang>`), else the first of the visitor’s that there is; what there is no translation for is in English.',
  theme: '`auto` follows the page’s `color-scheme`, then the visitor’s.',
  accent:
    'The brand colour, in any notation of CSS, `var(--brand)` among them; text on it is chosen for contrast, and a colour that is too weak is adjusted.',
  position:
    'Where the prompt stands; on a phone every corner becomes a sheet at the bottom. `center` is the only one that holds the visitor; `inline` puts it into `data-target`. See [How it looks](#how-it-looks).',
  offset: 'The distance from the corner, across and down, for pages with a chat bubble; a phone has no corners.',
  target:
    'The element that an `inline` prompt is put into; without height of its own for it, the prompt waits while it would move the page.',
  strings: 'Other texts of the prompt by the name that they have in its language files, such as `send`.',
  mode: '`live` asks visitors; `test` prompts at once on every page, leaves no history and marks responses `test`; `off` shows nothing.',
  debug:
    'Prints every verdict with its rules and shows them in a panel; `?earshot=debug` in the address does the same for one page.',
  survey: 'The name of the survey in the history and in the results.',
  kind: 'What is asked: recommendation (`nps`), satisfaction (`csat`) or effort (`ces`).',
  subject: 'What is rated; it takes the place of `{subject}` in question, follow-up and thanks.',
  intro: 'A sentence above the question.',
  question: 'The question, where the standard wording does not fit; scores of different wordings do not compare.',
  lowLabel: 'The words at the low end of the scale.',
  highLabel: 'The words at the high end of the scale.',
  scale: 'How many points there are; NPS has always 0 to 10.',
  shape: 'How the points of a CSAT scale look (others have numbers); screen readers hear number and word either way.',
  followUp: 'The open question that a chosen score reveals; `off` leaves it out.',
  followUpPositive: 'The same after a positive score only.',
  followUpNeutral: 'The same after a neutral score only.',
  followUpNegative: 'The same after a negative score only.',
  reasons:
    'Reasons to choose from after the score, several at once: `Price|Quality` or `price=Price|other=Something else`. Ids are sent and labels shown; the id `other` opens a field for text.',
  reasonsPositive: 'The same after a positive score only.',
  reasonsNeutral: 'The same after a neutral score only.',
  reasonsNegative: 'The same after a negative score only.',
  contact:
    'Asks whether the visitor may be contacted, after every score or after a negative one, with a field for an e-mail address unless the trait `email` is known.',
  thanks: 'The closing words.',
  thanksPositive: 'The same after a positive score only.',
  thanksNeutral: 'The same after a neutral score only.',
  thanksNegative: 'The same after a negative score only.',
  link: 'Where a link below the closing words leads; the visitor opens it, nothing opens by itself.',
  linkPositive: 'The same after a positive score only.',
  linkNeutral: 'The same after a neutral score only.',
  linkNegative: 'The same after a negative score only.',
  linkLabel: 'The words of that link.',
  linkLabelPositive: 'The same after a positive score only.',
  linkLabelNeutral: 'The same after a neutral score only.',
  linkLabelNegative: 'The same after a negative score only.',
  privacyLink: 'Where the site’s privacy notice stands: a link in the prompt.',
  steps: 'Further questions after the score; see [Longer surveys](#longer-surveys).',
  trigger: 'What makes the survey due; each is explained under [Triggers](#triggers).',
  triggerExpires: 'A trigger that could not be served yet is remembered for this long, across page loads.',
  delay: 'The wait between the trigger and the prompt; the rules are asked again after it.',
  pages: 'The survey prompts by itself only on these pages; see [Whom to ask](#whom-to-ask).',
  notPages: 'The survey never prompts by itself on these pages.',
  devices: 'The survey prompts by itself only on these devices, several separated by commas.',
  audience: '`new` asks visitors in their first visit only, `returning` from the second on.',
  minVisits: 'So many visits must this browser have made, the present one included.',
  minPages: 'So many pages must this browser have opened on the site, all visits together.',
  minTime: 'So long must pages of this visit have been visible.',
  minUserAge: 'So long must the visitor have been a customer; without `data-user-since` nobody is asked.',
  from: 'The survey prompts by itself from this instant on.',
  until: 'The survey prompts by itself until this instant; a bare date includes that day.',
  sample: 'This share of the visitors is asked; who is in stays in, and who is out stays out.',
  samplePeriod: 'A new sample is drawn each time that this period has passed.',
  sampleBy: 'With `event` each trigger draws anew, instead of each visitor once.',
  afterAnswer: 'After an answer this survey waits so long before it asks again.',
  afterDismiss:
    'After the prompt was closed without a score it waits so long; each further dismissal in a row doubles that, up to 365d.',
  afterLater: 'After “Ask me later” it waits so long; the third one in a row counts as a dismissal.',
  afterIgnore:
    'After the prompt was seen but neither answered nor closed it waits so long; the third one in a row counts as a dismissal.',
  priority:
    'Of several surveys that are due, the one with the highest number prompts; then NPS before the others, then the first one.',
};

/** The attribute of a setting, where it is not made of the key alone. */
export const attributeNames = { traits: 'data-trait-NAME' };

/** What an attribute takes, where JSON takes something else. */
export const attributeValues = { traits: 'text; in JSON `traits`, an object of texts, numbers, true or false' };

/** What holds without a setting whose default is not in the table: only the prompt knows it, or nothing is restricted. */
export const laterDefaults = {
  subject: 'the page’s `og:site_name`, else its host name',
  question: 'standard wording',
  lowLabel: 'standard wording',
  highLabel: 'standard wording',
  followUp: 'standard wording by segment',
  followUpPositive: '`data-follow-up`',
  followUpNeutral: '`data-follow-up`',
  followUpNegative: '`data-follow-up`',
  scale: 'csat `5`, ces `7`',
  reasonsPositive: '`data-reasons`',
  reasonsNeutral: '`data-reasons`',
  reasonsNegative: '`data-reasons`',
  thanks: 'standard wording',
  thanksPositive: '`data-thanks`',
  thanksNeutral: '`data-thanks`',
  thanksNegative: '`data-thanks`',
  linkPositive: '`data-link`',
  linkNeutral: '`data-link`',
  linkNegative: '`data-link`',
  linkLabel: 'standard wording',
  linkLabelPositive: '`data-link-label`',
  linkLabelNeutral: '`data-link-label`',
  linkLabelNegative: '`data-link-label`',
  pages: 'every page',
  devices: 'every device',
  samplePeriod: 'one sample for good',
};

/** Chunk → when it is fetched, and what it does. */
export const chunkDuties = {
  prompt: ['a survey is due and every rule passes', 'the moment, the claim, the prompt itself'],
  outbox: ['a prompt is shown; later, on any page of a browser that has our database', 'stores and sends responses'],
  retry: [
    'a prompt is shown, a response waits, or a prompt was left in the middle',
    'what becomes of a response that is not received at once',
  ],
  watch: [
    'a trigger of the page is set, the moment is not calm, a prompt stands, or the browser has no Navigation API',
    'watches the page',
  ],
  language: [
    'a prompt is due, and it is not simply in English: by the page, the visitor or `data-locale`, or since `strings` are set',
    'fetches the language’s file, and puts the owner’s texts in place of its own',
  ],
  looks: [
    'a prompt is due, and one of accent, offset, position, scale, shape, target and theme is set',
    'the looks that an owner changed',
  ],
  steps: [
    'a prompt is due, and reasons, contact, a link or steps are set',
    'what a prompt asks and offers beyond one question',
  ],
  rare: [
    'a setting is used that is neither common nor put off',
    'settings, rules and files that only some owners need',
  ],
  calls: ['a page calls anything but `start`, `stop`, or `track` without traits', 'the other calls'],
  cookie: ['`data-cookie-domain` is set and a prompt is claimed, or everything is erased', 'the shared cookie'],
  seals: ['any part but the prompt is fetched, once', 'the hashes of all parts but the prompt'],
  diagnostics: [
    'a warning is due, a name looks like a setting that is put off and is none, `explain` is called, or the owner debugs or previews',
    'words for owners',
  ],
};

/** File → when it is paid for. */
export const payments = {
  'earshot.js': 'by every page view',
  'outbox-*.js': 'only in a browser in which a prompt was due',
  'prompt-*.js': 'only when a prompt is due',
  'metrics.js': 'by who imports it; the widget does not',
  'earshot.all.js': 'by every page view of who wants one file; nothing else then',
};
