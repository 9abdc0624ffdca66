import { asksContact, isEmail } from './contact.ts';
import { pathOf, segmentAt, type Journey, type Route } from './journey.ts';
import type { Said } from './response.ts';
import { answerTo } from './step-answer.ts';

/**
 * What of a journey is sent: what the visitor has given and was asked for, by the score and the answers as they stand
 * now. Where a second score or another answer leads elsewhere, the rest is left out.
 */
export function saidOn(route: Route, journey: Journey): Said {
  const segment = segmentAt(route, journey);
  if (!segment) return {};
  const offered = route.reasons[segment].map(({ id }) => id);
  const reasons = offered.filter((id) => journey.reasons?.includes(id));
  const contactAllowed = asksContact(route.contact, segment) ? journey.contactAllowed : undefined;
  const email = route.hasEmail ? '' : journey.contactEmail?.trim();
  const answers = pathOf(route, journey).flatMap((step) => {
    const answer = answerTo(step, journey.answers);
    return answer === undefined ? [] : [[step.id, step.ask === 'text' ? String(answer).trim() : answer] as const];
  });
  return {
    comment: journey.comment,
    reasons,
    reasonOther: reasons.includes('other') ? journey.reasonOther : undefined,
    contactAllowed,
    contactEmail: contactAllowed && isEmail(email) ? email : undefined,
    answers: Object.fromEntries(answers),
  };
}
