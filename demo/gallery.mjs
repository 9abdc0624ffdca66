/** The pages of the gallery, by their paths. */
import { accents, pointsOf, readQuery, whyNot } from './assets/gallery-cards.js';
import { readGallery } from './gallery-page.mjs';
import { settingsOf } from './gallery-words.mjs';
import { escapeHtml } from './tag.mjs';

const attributesOf = (values) =>
  Object.entries(values)
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');

/** The tag of a card as an owner would paste it: nothing has to happen first, and the rest is in the JSON below. */
function makeCardTag(card, collector) {
  const { scale, shape, position, theme, accent, lang } = card;
  const attributes = attributesOf({
    src: `${collector}/earshot.js`,
    'data-config': '#surveys',
    'data-site': 'gallery',
    'data-endpoint': '/gallery/responses',
    'data-min-pages': '0',
    'data-min-time': '0s',
    'data-scale': scale !== 'usual' && scale,
    'data-shape': shape,
    'data-position': position,
    'data-target': position === 'inline' && '#here',
    'data-theme': theme,
    'data-accent': accents[accent],
    'data-locale': lang,
  });
  const json = JSON.stringify(settingsOf(card)).replaceAll('<', '\\u003c');
  return `<script async${attributes}></script>\n<script type="application/json" id="surveys">${json}</script>`;
}

/** What the page of a card is filled with; or, where the address asks for none that there is, the problems. */
function readCard(query, collector) {
  const { values: card, problems } = readQuery(query);
  const why = problems.length ? undefined : whyNot(card);
  if (why || problems.length) return { problems: why ? [why] : problems };
  const { state, kind, position, theme } = card;
  return {
    values: {
      card: attributesOf({
        'data-wanted': state,
        'data-kind': kind,
        'data-points': pointsOf(card),
        'data-position': position,
        'data-theme': theme,
      }),
      'card-scheme': theme === 'auto' ? 'light dark' : theme,
      'card-tag': makeCardTag(card, collector),
    },
  };
}

/** The pages of the gallery and of its cards: which file, and what it is filled with. Undefined for other paths. */
export function readGalleryPage(path, query, collector) {
  if (!/^\/gallery(?:\/card)?$/.test(path)) return undefined;
  const isCard = path === '/gallery/card';
  const { values, problems } = isCard ? readCard(query, collector) : readGallery(query);
  if (!problems) return { status: 200, name: isCard ? 'gallery-card' : 'gallery', values };
  const items = problems.map((problem) => `<li>${escapeHtml(problem)}</li>`);
  return { status: 400, name: 'gallery-refusal', values: { problems: items.join('\n') } };
}
