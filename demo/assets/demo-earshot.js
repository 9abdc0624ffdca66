/** How the demo bar talks to Earshot, which may come late or not at all. */

const patienceMs = 4000;
const eraseMs = 1500;

let asked;

/**
 * What `explain` says, or undefined when Earshot does not answer within a second. A question that still waits in the
 * queue is not asked a second time, so that polling never fills the queue.
 */
export function askEarshot() {
  asked ??= window.earshot('explain').finally(() => {
    asked = undefined;
  });
  return Promise.race([asked, wait(1000)]);
}

/** Tells once when the script failed to load or has not answered after a few seconds, and retracts if it comes late. */
export async function whenMissing(tell, retract) {
  const tag = document.querySelector('script[data-survey][src$="/earshot.js"]');
  let told = false;
  const tellOnce = () => {
    if (!told) tell();
    told = true;
  };
  tag?.addEventListener('error', tellOnce);
  const answer = window.earshot('explain');
  if (await Promise.race([answer, wait(patienceMs)])) return;
  tellOnce();
  await answer;
  retract();
}

/** Stops Earshot, then erases what it keeps in this browser for this origin. */
export async function eraseEarshot() {
  await Promise.race([window.earshot('stop'), wait(eraseMs)]);
  try {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (key.startsWith('earshot')) storage.removeItem(key);
    }
    await Promise.race([eraseDatabase(), wait(eraseMs)]);
  } catch {
    // Where the browser blocks storage there is nothing to erase.
  }
}

function eraseDatabase() {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase('earshot');
    request.addEventListener('success', resolve);
    request.addEventListener('error', resolve);
  });
}

function wait(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
