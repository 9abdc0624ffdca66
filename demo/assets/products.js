/** Everything that Fathom & Fell sells; prices are in pounds. */
export const products = [
  {
    id: 'skerrow',
    name: 'Skerrow',
    what: 'Walking sheet, folded',
    price: 14.5,
    path: '/maps/skerrow',
    art: '/assets/art/skerrow.svg',
  },
  {
    id: 'ellary-sound',
    name: 'Ellary Sound',
    what: 'Chart, printed on cotton rag',
    price: 42,
    path: '/maps/ellary-sound',
    art: '/assets/art/ellary-sound.svg',
  },
  {
    id: 'hollin-fell',
    name: 'Hollin Fell',
    what: 'Contour print, nine inks',
    price: 28,
    path: '/maps/hollin-fell',
    art: '/assets/art/hollin-fell.svg',
  },
  {
    id: 'harbour-sky',
    name: 'The Harbour Sky',
    what: 'Star chart, silver on blue',
    price: 24,
    path: '/maps/harbour-sky',
    art: '/assets/art/harbour-sky.svg',
  },
];

/** A price as it stands on the label: `£14.50`. */
export function formatPrice(pounds) {
  return `£${pounds.toFixed(2)}`;
}

/** What delivery costs for goods of this worth, in pounds: nothing from £40 on. */
export function deliveryFor(goods) {
  return goods === 0 || goods >= 40 ? 0 : 3.5;
}
