import type { Acknowledge, Answer } from '../delivery.ts';
import type { Response } from '../response.ts';
import type { Collector } from './collector.ts';
import type { Page } from './page.ts';
import type { Seeded } from './seeded.ts';
import type { Timeline } from './timeline.ts';

/** What lies between a page and the collector for a while. */
export type Weather =
  | 'out'
  | 'well'
  | 'flaky'
  | 'slow'
  | 'down'
  | 'portal'
  | 'redirect'
  | 'busy'
  | 'unwilling'
  | 'picky'
  | 'wrong'
  | 'odd';

export const weathers: readonly Weather[] = [
  'well',
  'flaky',
  'flaky',
  'slow',
  'down',
  'portal',
  'redirect',
  'busy',
  'busy',
  'unwilling',
  'picky',
  'wrong',
  'odd',
];

/** What the page may read of an answer, and what is true of it. */
interface Told {
  readonly answer: Answer;
  /** The collector has the response, and says so. */
  readonly isTrue: boolean;
}

/** What became of a POST, at the moment when its page hears of it. */
export interface Heard extends Told {
  readonly page: Page;
  readonly endpoint: string;
  readonly response: Response;
}

export interface Network {
  weather: Weather;
  /** When each POST began. */
  readonly posts: number[];
  /** When one was first tried again. */
  triedAgainAt: number;
  /** Resolves in the page; never where that is gone before. */
  readonly post: (page: Page, endpoint: string, response: Response, keepalive: boolean) => Promise<Answer>;
  /** The browser is gone with all that it had on its way. */
  readonly cut: () => void;
}

interface Parts {
  readonly timeline: Timeline;
  readonly random: Seeded;
  readonly collector: Collector;
  readonly acknowledge: Acknowledge;
  /** What a page takes a redirect for. */
  readonly redirected: Answer;
  readonly onArrival: (response: Response) => void;
  readonly onHeard: (heard: Heard) => void;
}

const timeoutMs = 10e3;
const json = 'application/json';
const refusals = [400, 409, 410, 413, 422];
const pauses = [401, 403, 404, 405, 415];
const odd = [100, 204, 201, 206, 304, 402, 408, 418, 425, 429, 451, 500, 501, 502, 504, 507, 599];

const answerOf = (status: number, body = '', retryAfter: string | null = null, contentType = json): Answer => ({
  status,
  contentType,
  body,
  retryAfter,
});

/** The last digit of an id decides whom a picky endpoint refuses. */
const isPickedOn = (id: string): boolean => '02468'.includes(id.slice(-1));

/** `Retry-After` as servers send it: seconds, a date, or nonsense. */
function retryAfterOf(random: Seeded, now: number): string | null {
  const ms = random.span(300, 3e8);
  return random.pick([
    null,
    String(Math.ceil(ms / 1e3)),
    String(Math.ceil(ms / 1e3)),
    new Date(now + ms).toUTCString(),
    'soon',
  ]);
}

/** A network with an endpoint at its end; `clock` is the one that dates in headers are told by. */
export function makeNetwork(
  { timeline, random, collector, acknowledge, redirected, ...on }: Parts,
  clock: () => number,
) {
  let era = 0;
  const store = (response: Response): void => {
    collector.receive(response);
    on.onArrival(response);
  };
  const acknowledged = (response: Response): Told => {
    store(response);
    const body = acknowledge === 'id' ? JSON.stringify({ id: response.id }) : '';
    return { answer: answerOf(random.pick([200, 202]), body), isTrue: true };
  };
  const said = (answer: Answer): Told => ({ answer, isTrue: false });

  /** The POST has reached whoever answers it. */
  const arrive = (response: Response): Told => {
    switch (network.weather) {
      case 'portal':
        return said(answerOf(200, '<html>', null, 'text/html; charset=utf-8'));
      case 'redirect':
        return said(redirected);
      case 'busy':
        // What a proxy gives up on may have been stored behind it.
        if (random.chance(0.2)) store(response);
        return said(answerOf(random.pick([503, 503, 429]), '', retryAfterOf(random, clock())));
      case 'out':
        return said(answerOf(503));
      case 'unwilling':
        return said(answerOf(random.pick(pauses)));
      case 'picky':
        return isPickedOn(response.id) ? said(answerOf(random.pick(refusals))) : acknowledged(response);
      case 'wrong':
        return said(answerOf(random.pick(refusals)));
      case 'odd': {
        const status = random.pick(odd);
        if (status >= 300 || status < 200) return said(answerOf(status));
        // Where the id has to be repeated, anybody may say 2xx.
        return acknowledge === 'id' ? said(answerOf(status, '{}')) : acknowledged(response);
      }
      default:
        return acknowledged(response);
    }
  };
  const isLost = (): boolean =>
    network.weather === 'down' || (network.weather === 'flaky' && random.chance(0.3)) || random.chance(0.01);

  const network: Network = {
    weather: 'well',
    posts: [],
    triedAgainAt: Infinity,
    cut: () => void era++,
    post: (page, endpoint, response, keepalive) =>
      new Promise((resolve) => {
        const sentIn = era;
        const sentAt = timeline.now();
        network.posts.push(sentAt);
        // What goes out with keepalive is new.
        if (!keepalive) network.triedAgainAt = Math.min(network.triedAgainAt, sentAt);
        const latency = (): number => random.span(2, network.weather === 'slow' ? 60e3 : 2e3);
        /** Only the first word counts: the answer, or that there is none. */
        let isOver = false;
        const hear = (told: Told, delayMs: number): void =>
          void page.plan(delayMs, () => {
            if (isOver) return;
            isOver = true;
            on.onHeard({ ...told, page, endpoint, response });
            resolve(told.answer);
          });
        const isCut = (): boolean => (page.state() === 'gone' && !keepalive) || era > sentIn;
        hear(said('unreachable'), timeoutMs);
        const travel = (): void => {
          if (isLost()) return hear(said('unreachable'), random.span(1, timeoutMs));
          timeline.after(latency(), () => {
            if (isCut()) return;
            const told = arrive(response);
            if (isLost()) return hear(said('unreachable'), random.span(1, timeoutMs));
            const left = sentAt + timeoutMs - timeline.now();
            if (left > 0) hear(told, Math.min(latency(), left + 1));
          });
        };
        travel();
        // Somebody on the way repeats it.
        if (random.chance(network.weather === 'flaky' ? 0.2 : 0.02)) timeline.after(random.span(1, 6e4), travel);
      }),
  };
  return network;
}
