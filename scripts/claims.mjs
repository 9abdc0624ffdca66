// Claims about the running product, for npm run show, show:rules, show:outbox and show:prompt: one line for each, and a count of misses.

/**
 * Prints the head of the list, and returns what makes the rest of it.
 * @returns `claim` looks until it sees what is expected (at most `mostMs`) and prints a line; `finish` ends the list with
 *   `words` or with the number of misses, and makes the process fail when there was one.
 */
export function makeClaims() {
  let misses = 0;
  console.log('claim · expected · seen · ok');
  return {
    async claim(text, expected, look, mostMs = 10_000) {
      const want = JSON.stringify(expected);
      let seen;
      for (
        const end = Date.now() + mostMs;
        Date.now() < end;
        await new Promise((resolve) => setTimeout(resolve, 100))
      ) {
        try {
          seen = JSON.stringify(await look());
        } catch (error) {
          seen = String(error);
        }
        if (seen === want) break;
      }
      if (seen !== want) misses++;
      console.log(`${text} · ${want} · ${seen} · ${seen === want ? 'ok' : 'MISS'}`);
    },
    finish(words) {
      console.log(misses ? `${misses} claims were missed.` : words);
      process.exitCode = misses ? 1 : 0;
    },
  };
}
