/** How the demo bar talks to Earshot, which may come late or not at all. */

const patienceMs = 4000;
const stopMs = 1500;

let asked;
let isStopped = false;

/**
 * What `explain` says, or undefined when Earshot does not answer within a second or was stopped: what it says of a history
 * that is being put away is no news. A question that still waits in the
 * queue is not asked a second time, so that polling never fills the queue.
 */
export function askEarshot() {
  asked ??= window.earshot('explain').finally(() => {
    asked = undefined;
  });
  return Promise.race([asked, wait(1000)]).then((answer) => (isStopped ? undefined : answer));
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

/** Stops Earshot, so that nothing of what it keeps is in use; one that never came needs no stopping. */
export function stopEarshot() {
  isStopped = true;
  return Promise.race([window.earshot('stop'), wait(stopMs)]);
}

function wait(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
