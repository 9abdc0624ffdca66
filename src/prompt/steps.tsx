// The chunk for what a prompt asks and offers beyond one question: reasons, contact, links, and further steps.
import { afterSurveySettings } from '../core/after-settings.ts';
import { pathOf, move, segmentAt, stageOf, stepAt, type Journey } from '../core/journey.ts';
import { capitalOf } from '../core/kinds.ts';
import { makeRoute } from '../core/make-route.ts';
import { parseMore } from '../core/parse-more.ts';
import { saidOn } from '../core/said.ts';
import type { TextKey } from '../core/ready-texts.ts';
import { phrase, type StepText } from '../core/steps.ts';
import { makeExtras, makeFit } from './extras.tsx';
import type { StepsChunk } from './parts.ts';
import { readReadyTexts } from './ready-language.ts';
import { makeStepView } from './step-view.tsx';
import { stepStrings, withoutCount } from './step-strings.ts';
import css from './steps.css?inline';

const isKey = (text: StepText): text is readonly [TextKey] => Array.isArray(text);

/** See `StepsChunk` in `parts.ts`. */
export const open: StepsChunk['open'] = async ({ survey, facts, isPopUp, texts, h, warn }) => {
  const settings = parseMore(survey, { site: {}, survey: afterSurveySettings });
  const route = makeRoute({ ...settings, survey: survey.survey }, facts, isPopUp, warn);
  const strings = stepStrings(texts.strings);
  const ready = await readReadyTexts(route.steps, texts.tag, import.meta.url);
  const say = (text: StepText): string => texts.choose(isKey(text) ? ready.texts[text[0]] : text) ?? '';
  const phrased = new Map(route.steps.map((step) => [step, phrase(step, say)]));
  const extras = makeExtras(h, route, strings, texts);
  const view = makeStepView(h, strings, texts);
  const fit = makeFit(route);

  const toFollow = (journey: Journey): boolean => pathOf(route, journey).length > 0;
  return {
    css,
    said: (journey) => saidOn(route, journey),
    move: (journey, way) => move(route, journey, way),
    // How many questions there will be hangs on the answers.
    arrival: route.steps.length ? withoutCount(texts.strings.arrival) : undefined,
    fit,
    sendLabel: (journey) => (toFollow(journey) ? strings.next : undefined),
    reasons: (journey, on) => extras.reasons(journey, on, fit),
    contact: (journey, on) => extras.contact(journey, on, fit),
    step(journey, on) {
      const step = stepAt(route, journey);
      const words = step && phrased.get(step);
      if (!words) return undefined;
      const isLast = pathOf(route, journey).at(-1) === step;
      const language = isKey(step.question) ? ready.language : undefined;
      return view({ step: words, language, journey, on, fit, stage: stageOf(route, journey), isLast });
    },
    link(journey) {
      const side = capitalOf(segmentAt(route, journey) ?? 'neutral');
      const label = settings[`linkLabel${side}`] ?? settings.linkLabel;
      return extras.anchor(settings[`link${side}`] ?? settings.link, texts.choose(label) ?? strings.link, 'link');
    },
    privacy: extras.anchor(settings.privacyLink, strings.privacy, 'privacy'),
  };
};
