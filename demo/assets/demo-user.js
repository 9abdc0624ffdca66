/** Who is signed in to the shop; it belongs to the visitor, so Ben may have signed in as Ada. */

const userKey = 'fathom-fell.user';

/** What the shop knows of its customers, and tells Earshot. */
const traits = {
  'u-ada': { plan: 'subscriber', sheets: 12 },
  'u-ben': { plan: 'guest', sheets: 1 },
  'u-cleo': { plan: 'guest', sheets: 3 },
};

/** The user's id; empty when nobody is signed in. */
export function readUser() {
  try {
    return localStorage.getItem(userKey) ?? '';
  } catch {
    return '';
  }
}

/** Signs a user in; an empty id signs out. Earshot is told at once. */
export function signIn(user) {
  try {
    localStorage.setItem(userKey, user);
  } catch {
    // Then it lasts as long as the page.
  }
  tellEarshot(user);
}

/** Tells Earshot on a new page who is signed in. As nobody it starts anyway. */
export function resumeUser() {
  if (readUser()) tellEarshot(readUser());
}

function tellEarshot(user) {
  if (user) window.earshot('identify', user, traits[user]);
  else window.earshot('identify', null);
}
