import type { Page } from '@playwright/test';

/**
 * How many pixels of two screenshots of the same size differ in their grey by more than `least` of 255: as somebody sees
 * them who sees no colours.
 */
export const countDifferences = (page: Page, one: Buffer, other: Buffer, least: number): Promise<number> =>
  page.evaluate(
    async ([first, second, threshold]) => {
      const greys = async (base64: string): Promise<number[]> => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        if (!context) throw new Error('there is no canvas');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        const at = (index: number): number => data[index] ?? 0;
        return Array.from(
          { length: data.length / 4 },
          (_, index) => 0.2126 * at(4 * index) + 0.7152 * at(4 * index + 1) + 0.0722 * at(4 * index + 2),
        );
      };
      const [a, b] = [await greys(first), await greys(second)];
      if (a.length !== b.length) throw new Error('the screenshots have two sizes');
      return a.filter((grey, index) => Math.abs(grey - (b[index] ?? 0)) > threshold).length;
    },
    [one.toString('base64'), other.toString('base64'), least] as const,
  );
