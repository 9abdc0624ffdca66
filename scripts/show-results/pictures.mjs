const views = {
  overview: '/',
  survey: '/?site=tea.example&survey=relationship&scale=nps-10&split=trait.plan',
};

/** The pictures of the documents, in demo/pictures: as much of each view as a screen shows. */
export async function takePictures({ open }) {
  for (const [name, path] of Object.entries(views)) {
    const page = await open(path, {
      colorScheme: 'light',
      viewport: { width: 1280, height: name === 'survey' ? 1080 : 560 },
    });
    await page.screenshot({ path: `demo/pictures/results-${name}.png` });
    await page.context().close();
  }
}
