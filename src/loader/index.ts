import type { SettingsInput } from '../core/settings.ts';
import { makeEarshot, type Earshot, type Load } from './earshot.ts';

export type { ExplainedRule, Explanation } from '../core/explain.ts';
export type { EventDetail, Flushed } from '../core/ports.ts';
export type { Response, Traits } from '../core/response.ts';
export type { SettingsInput, SurveyInput } from '../core/settings.ts';
export type { Earshot } from './earshot.ts';

/** Starts the widget from a bundle, in a browser. The prompt is a chunk of its own, fetched when one is due. */
export function start(settings: SettingsInput): Omit<Earshot, 'start'> {
  const chunks = {
    prompt: () => import('virtual:prompt'),
    language: () => import('virtual:language'),
    looks: () => import('virtual:looks'),
    steps: () => import('virtual:steps'),
    cookie: () => import('virtual:cookie'),
    retry: () => import('virtual:retry'),
    watch: () => import('virtual:watch'),
    rare: () => import('virtual:rare'),
    calls: () => import('virtual:calls'),
    outbox: () => import('virtual:outbox'),
    diagnostics: () => import('virtual:diagnostics'),
  };
  const call = makeEarshot(((name) => chunks[name]()) as Load, {});
  void call('start', settings);
  const bind =
    <K extends keyof Earshot>(name: K) =>
    (...args: Parameters<Earshot[K]>) =>
      call(name, ...args) as ReturnType<Earshot[K]>;
  return {
    track: bind('track'),
    show: bind('show'),
    identify: bind('identify'),
    consent: bind('consent'),
    forget: bind('forget'),
    explain: bind('explain'),
    flush: bind('flush'),
    stop: bind('stop'),
  };
}
