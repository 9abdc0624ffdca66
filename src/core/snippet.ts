/** The tag that an owner pastes to ask NPS, with the collector at `origin` as endpoint. */
export const snippetFor = (origin: string): string =>
  `<script async src="${origin}/earshot.js" data-survey="nps" data-subject="Your product" ` +
  `data-endpoint="${origin}/v1/responses" data-report="outcomes"></script>`;
