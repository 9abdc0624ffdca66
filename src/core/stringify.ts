/**
 * JSON of data, whatever the page has put on its prototypes: a `toJSON` on all arrays, as Prototype 1.6 has one, is asked
 * but not listened to. As `JSON.stringify`, else.
 */
export const stringify = (data: unknown): string =>
  JSON.stringify(data, function (this: Readonly<Record<string, unknown>>, key) {
    return this[key];
  });
