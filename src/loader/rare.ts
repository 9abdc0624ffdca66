// The chunk for settings that only some owners use: their values and rules, JSON, and every key that is none.
import { readDevice } from '../browser/device.ts';
import { readPlace } from '../browser/place.ts';
import { readJson } from '../browser/read-json.ts';
import { makeVisitorId } from '../core/id.ts';
import type { RareChunk } from '../core/ports.ts';
import { checkKeys, gatherTraits, inRank, withRare } from '../core/rare-config.ts';
import { parseTraits } from '../core/traits.ts';

export { rareRules as rules } from '../core/rare-rules.ts';

export const readSurroundings: RareChunk['readSurroundings'] = () => ({ ...readPlace(), device: readDevice() });

export const readConfig: RareChunk['readConfig'] = async (attributes, settings, world, common, parse) => {
  const { warn, signal, load, call } = world;
  const tables = withRare(common);
  const tag = gatherTraits(attributes);
  const from = tag.config as string | undefined;
  let json = settings;
  try {
    if (from) json = await readJson(from);
  } catch (error) {
    // Without the surveys that the owner meant, none is better than another.
    warn('config', from ?? '', error);
    return undefined;
  }
  checkKeys(tables, tag, json, warn);
  const { site, surveys } = parse(tables, tag, json, document.baseURI, location.host, warn);
  const config = {
    site: { ...site, traits: parseTraits(site.traits, () => warn('traits')) },
    surveys: inRank(surveys),
  };
  const wish = site.endpoint && (/[?&]earshot=(debug|preview)/.exec(location.search)?.[1] ?? site.debug);
  if (wish === 'preview') return void (await (await load('diagnostics')).preview(config, world, load));
  // It asks for what is explained, and that waits for the start.
  if (wish)
    load('diagnostics').then(
      ({ debug }) => signal.aborted || debug(call, signal),
      () => {},
    );
  return config;
};

export const prepare: RareChunk['prepare'] = ({ site, surveys }, change) => {
  // Only a sample needs to know a visitor again before he is asked for the first time.
  if (!surveys.some(({ sample = 100 }) => sample < 100)) return;
  const visitorId = makeVisitorId(crypto.getRandomValues(new Uint32Array(4)));
  change((history, now) =>
    site.visitor === 'id'
      ? { ...history, visitorId: history.visitorId ?? visitorId }
      : { ...history, sinceAt: history.sinceAt ?? now },
  );
};
