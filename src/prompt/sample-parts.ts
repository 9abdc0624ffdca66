// A survey whose prompt has further parts, for tests. No product code imports it.
import { commonTables, parseConfig } from '../core/config.ts';
import { withRare } from '../core/rare-config.ts';
import { sampleEndpoint } from '../core/samples.ts';
import type { SettingsInput, Survey } from '../core/settings.ts';

/** The first survey of a tag (with what only JSON can say among it) and a JSON; NPS where neither says otherwise. */
export function sampleSurvey(tag: SettingsInput = {}, json: SettingsInput = {}): Survey {
  const { surveys } = parseConfig(
    withRare(commonTables),
    { endpoint: sampleEndpoint, subject: 'Acme', ...(json.surveys ? {} : { survey: 'nps' }), ...tag },
    json,
    'https://acme.example/',
    'acme.example',
    (...problem) => {
      throw new Error(`The sample has a problem: ${problem.join()}`);
    },
  );
  const [survey] = surveys;
  if (!survey) throw new Error('The sample has no survey.');
  return survey;
}
