/** The page of the gallery: choosers, whose state is the address, and a frame with the stage of each card that they stand for. */
import { cardsOf, dimensions, readQuery, stagePath } from './assets/gallery-cards.js';
import { describe, heads, labelOf } from './gallery-labels.mjs';
import { escapeHtml } from './tag.mjs';

const every = 'every';
/** More than these at once are nobody's to look at, and would keep the server busy. */
const mostCards = 20_000;
const cardsPerPage = 24;

/** CSS pixels of the windows that cards are shown in; below 480 a prompt is a phone's, from 880 on a bar has two columns. */
const windows = { middle: [600, 480], wide: [1024, 640], phone: [375, 667] };

/** What the address says where it says nothing. */
const firstQuery = 'kind=every&scale=every&shape=every';

/** Whole rows of cards by the names that the page has for them. */
const comparisons = {
  'Kinds and shapes': firstQuery,
  Positions: 'position=every',
  States: 'kind=csat&shape=smileys&state=every',
  Themes: 'kind=csat&shape=stars&state=chosen&theme=every&accent=every',
  Languages: 'kind=nps&lang=every',
  Phones: 'kind=every&scale=every&shape=every&window=phone',
};

const allows = Object.fromEntries(Object.entries(dimensions).map(([name, values]) => [name, [...values, every]]));

function readPlace(query) {
  const params = new URLSearchParams(query || firstQuery);
  const page = params.get('page') ?? '1';
  params.delete('page');
  const { values, problems } = readQuery(params, { ...allows, window: Object.keys(windows) });
  const given = Object.fromEntries(
    Object.entries(dimensions).map(([name, all]) => [name, values[name] === every ? all : [values[name]]]),
  );
  const count = Object.values(given).reduce((product, all) => product * all.length, 1);
  if (count > mostCards) problems.push(`These would be up to ${count} cards; name one value in some of the choosers.`);
  const cards = problems.length ? [] : cardsOf(given);
  const pages = Math.max(1, Math.ceil(cards.length / cardsPerPage));
  const isPage = /^[1-9]\d{0,4}$/.test(page) && Number(page) <= pages;
  if (!isPage && !problems.length) problems.push(`The page “${page}” is not one of these: 1 to ${pages}.`);
  return { values, problems, params, cards, page: Number(page), pages };
}

function makeChooser(name, chosen) {
  const values = name === 'window' ? Object.keys(windows) : allows[name];
  const options = values.map((value) => {
    const label = value === every ? `Every ${heads[name].toLowerCase()}` : labelOf(name, value);
    return `<option value="${value}"${value === chosen ? ' selected' : ''}>${escapeHtml(label)}</option>`;
  });
  const select = `<select id="${name}" name="${name}" autocomplete="off">\n${options.join('\n')}\n</select>`;
  return `<p class="chooser"><label for="${name}">${heads[name]}</label>${select}</p>`;
}

function makeFigure(card, values) {
  const [width, height] = windows[values.window];
  const path = escapeHtml(stagePath(card));
  const varied = Object.keys(heads).filter((name) => values[name] === every);
  const text = escapeHtml(describe(card, varied));
  return `<li><figure>
  <div class="window"><iframe src="${path}" title="${text}" width="${width}" height="${height}" loading="lazy" inert></iframe></div>
  <figcaption><a href="${path}">${text}</a></figcaption>
</figure></li>`;
}

function makePages({ params, page, pages }) {
  if (pages === 1) return '';
  const link = (to, text, rel) => {
    const query = new URLSearchParams([...params, ['page', to]]);
    return to < 1 || to > pages
      ? `<span class="quiet">${text}</span>`
      : `<a href="/gallery?${escapeHtml(`${query}`)}" rel="${rel}">${text}</a>`;
  };
  const here = `<span>Page ${page} of ${pages}</span>`;
  return `<nav class="pages" aria-label="Pages">${link(page - 1, 'Previous', 'prev')} ${here} ${link(page + 1, 'Next', 'next')}</nav>`;
}

/** What the page is filled with; or, where the address asks for what there is not, the problems. */
export function readGallery(query) {
  const place = readPlace(query);
  const { values, problems, cards, page } = place;
  if (problems.length) return { problems };
  const shown = cards.slice((page - 1) * cardsPerPage, page * cardsPerPage);
  const links = Object.entries(comparisons).map(([name, address]) => {
    const current = address === (query || firstQuery) ? ' aria-current="page"' : '';
    return `<a href="/gallery?${escapeHtml(address)}"${current}>${escapeHtml(name)}</a>`;
  });
  return {
    values: {
      comparisons: links.join('\n'),
      choosers: Object.keys(heads)
        .map((name) => makeChooser(name, values[name]))
        .join('\n'),
      count: cards.length
        ? `${cards.length} ${cards.length === 1 ? 'card' : 'cards'}`
        : 'There is no such card: shapes and other points are for some kinds only, and not every prompt folds.',
      window: values.window,
      figures: shown.map((card) => makeFigure(card, values)).join('\n'),
      pages: makePages(place),
    },
  };
}
