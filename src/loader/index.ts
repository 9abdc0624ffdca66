import { makeEarshot, type Earshot } from './earshot.ts';
import type { SettingsInput } from '../core/settings.ts';

export type { Earshot, ExplainedRule, Explanation } from './earshot.ts';
export type { EventDetail, Flushed } from '../core/ports.ts';
export type { Response } from '../core/response.ts';
export type { SettingsInput, SurveyInput } from '../core/settings.ts';

/** Starts the widget from a bundle. Nothing is fetched before a prompt is due but what the bundler split off. */
export function start(settings: SettingsInput): Omit<Earshot, 'start'> {
  const {
    start: begin,
    track,
    explain,
    flush,
    stop,
  } = makeEarshot({
    prompt: () => import('virtual:prompt'),
    outbox: () => import('virtual:outbox'),
  });
  void begin(settings);
  return { track, explain, flush, stop };
}
