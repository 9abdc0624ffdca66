// A page of a site as the delivery finds it, for tests: everything that it is told is to be seen from outside. No product
// code imports it.
import type { Due, EventDetail, OutboxOptions, RetryChunk } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import { sampleConfig, sampleHistory } from '../core/samples.ts';
import * as retry from './retry.ts';

export interface SamplePage {
  readonly options: OutboxOptions;
  readonly events: (EventDetail & { readonly name: string })[];
  readonly problems: Problem[];
  /** The prompts that were gone on with. */
  readonly opened: Due[];
  /** How often the part for responses that are not received at once was asked for; while it is not there, that fails. */
  readonly chunk: { loads: number; isThere: boolean };
}

/** A page with these settings, that can have every part. */
export function openSamplePage(tag: Readonly<Record<string, string>>, signal: AbortSignal): SamplePage {
  const { site, survey } = sampleConfig(tag);
  const events: SamplePage['events'] = [];
  const problems: Problem[] = [];
  const opened: Due[] = [];
  const chunk = { loads: 0, isThere: true };
  const options: OutboxOptions = {
    site,
    surveys: [survey],
    view: { read: () => sampleHistory() },
    async load(): Promise<RetryChunk> {
      chunk.loads++;
      // As browsers do where a module cannot be fetched.
      if (!chunk.isThere) throw new TypeError('Failed to fetch dynamically imported module');
      return retry;
    },
    open: (due) => void opened.push(due),
    signal,
    emit: (name, detail) => events.push({ name, ...detail }) > 0,
    warn: (...problem) => void problems.push(problem),
  };
  return { options, events, problems, opened, chunk };
}
