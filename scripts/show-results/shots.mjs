const survey = '/?site=app.tea.example&survey=product&scale=nps-10&period=365d';

/** The views that an owner has, by the name of their pictures. */
const views = {
  overview: '/',
  survey,
  split: `${survey}&split=trait.plan`,
};

const looks = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  print: { colorScheme: 'dark', viewport: { width: 794, height: 1123 } },
};

/** A picture of each view in each look in shots/, none of which scrolls sideways or has anything for axe to find. */
export async function tellShots({ claim, open, axe, tags }) {
  for (const [name, path] of Object.entries(views))
    for (const [look, options] of Object.entries(looks)) {
      const page = await open(path, options);
      if (look === 'print') await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      const file = `shots/results-${name}-${look}.png`;
      await page.screenshot({ path: file, fullPage: true });
      await claim(`3 ${file} fits its width`, 0, () =>
        page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)),
      );
      if (look !== 'print') {
        await page.evaluate(axe);
        await claim(`3 ${file} has nothing for axe to find`, [], async () => {
          const { violations } = await page.evaluate(
            (values) => globalThis.axe.run({ runOnly: { type: 'tag', values } }),
            tags,
          );
          return violations.map(({ id }) => id);
        });
      }
      await page.context().close();
    }
}
