import type { Survey } from './settings.ts';

const bySegment = '(Positive|Neutral|Negative)?';
// Without the tables, which hold the parsers: a test compares them.
const known = new RegExp(
  `^(endpoint|site|report|gap|consent|mode|survey|kind|trigger|min(Pages|Time)|after(Answer|Dismiss|Later|Ignore)|locale|strings|theme|accent|position|offset|target|subject|intro|question|(low|high)Label|scale|shape|contact|privacyLink|steps|(followUp|reasons|thanks|link(Label)?)${bySegment})$`,
);

/** Whether a name was taken for a setting that is put off, since it begins like one, and is none: nobody has said so yet. */
export const hasGuessedNames = (survey: Survey): boolean =>
  // The rare chunk, of whose settings the priority is one, has looked at every name.
  !('priority' in survey) && survey.given.some((names) => Object.keys(names).some((key) => !known.test(key)));
