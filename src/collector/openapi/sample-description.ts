// What the tests of the description start from. No product code imports it.
import { makeOpenApi } from './openapi.ts';

/** An answer as it is described, or where that stands. */
export interface DescribedAnswer {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}
export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
}
/** As much of a description as the tests look at. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, DescribedAnswer>>;
    readonly headers: Readonly<Record<string, { readonly required?: boolean; readonly schema: object }>>;
  };
}

export const document = makeOpenApi('1.0.0');
/** The same, typed. */
export const { paths, components } = document as unknown as Description;
/** Every operation by its method and path. */
export const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);
