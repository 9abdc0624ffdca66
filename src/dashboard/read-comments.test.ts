import { expect, test } from 'vitest';
import { readNews, readPage } from './read-comments.ts';

/** A collector with so many comments, the newest with the highest number, in pages of 20. */
function collectorOf(count: number) {
  const asked: string[] = [];
  const answer: typeof fetch = async (path) => {
    const from = Number(new URL(String(path), 'http://c.example').searchParams.get('cursor') ?? count);
    asked.push(String(path));
    const numbers = Array.from({ length: Math.min(20, from) }, (_, index) => from - index);
    const responses = numbers.map((number) => ({ id: `c${number}`, firstReceivedAt: '' }));
    const link = from > 20 ? { link: `</v1/responses?cursor=${from - 20}>; rel="next"` } : {};
    return Response.json({ responses }, { headers: link });
  };
  return { asked, answer };
}

test('reads a page, and where the next one is', async () => {
  const { answer } = collectorOf(25);
  const page = await readPage('t', '/v1/responses', answer);
  expect([page.comments.length, page.next]).toEqual([20, '/v1/responses?cursor=5']);
  expect(await readPage('t', page.next ?? '', answer)).not.toHaveProperty('next');
});

test('reads on until it meets what is known, so that nothing is missed', async () => {
  const { answer, asked } = collectorOf(60);
  const news = await readNews('t', '/v1/responses', (id) => id === 'c15', answer);
  expect([news.comments.length, news.isWhole, asked.length]).toEqual([60, true, 3]);
});

test('stops at the end where nothing is known', async () => {
  expect(await readNews('t', '/v1/responses', () => false, collectorOf(30).answer)).toMatchObject({ isWhole: true });
});

test('gives up after ten pages, and says that there is a gap', async () => {
  const news = await readNews('t', '/v1/responses', () => false, collectorOf(1000).answer);
  expect([news.comments.length, news.isWhole, news.next]).toEqual([200, false, '/v1/responses?cursor=800']);
});

test('rejects where the collector refuses', async () => {
  await expect(readPage('t', '/', async () => new Response('', { status: 503 }))).rejects.toThrow('503');
});
