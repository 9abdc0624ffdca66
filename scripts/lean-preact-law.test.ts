// @vitest-environment happy-dom
import * as fc from 'fast-check';
import * as whole from 'preact';
import { beforeAll, expect, test } from 'vitest';
import { importLean, makeStage, markupIn, type Preact } from './lean-stage.ts';

fc.configureGlobal({ seed: 20261121 });

let lean: Preact;
beforeAll(async () => {
  lean = await importLean();
}, 30_000);

/** A thing to be drawn, as data, so that both Preacts can draw it. */
type Tree =
  | string
  | number
  | boolean
  | null
  | readonly Tree[]
  | {
      readonly type: 'p' | 'b' | 'svg' | 'fragment' | 'component';
      readonly props: Readonly<Record<string, string | boolean | undefined>>;
      readonly children: readonly Tree[];
    };

/** Children with each key once, as Preact asks for; some have none. */
const withOwnKeys = (children: readonly Tree[]): readonly Tree[] => {
  const seen = new Set<unknown>();
  return children.filter((child) => {
    const key = child !== null && typeof child === 'object' && 'props' in child ? child.props['key'] : undefined;
    return key === undefined || (!seen.has(key) && seen.add(key));
  });
};

const { tree } = fc.letrec<{ tree: Tree }>((tie) => {
  const children = fc.array(tie('tree'), { maxLength: 6 }).map(withOwnKeys);
  return {
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      fc.constantFrom<Tree>(null, true, false, 0, 7, '', 'x'),
      children,
      fc.record({
        type: fc.constantFrom('p', 'b', 'svg', 'fragment', 'component'),
        props: fc.record(
          {
            key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
            class: fc.constantFrom('m', 'n', undefined),
            hidden: fc.boolean(),
            'aria-label': fc.constantFrom('o', 'q'),
          },
          { requiredKeys: [] },
        ),
        children,
      }),
    ),
  };
});

/** Draws the trees one after the other; tells after each what stands there, and which nodes stood there before. */
function tell(
  preact: Preact,
  trees: readonly Tree[],
): readonly { readonly text: string | null; readonly markup: string; readonly nodes: readonly unknown[] }[] {
  const { h, Fragment } = preact;
  const Component = (props: { readonly children?: whole.ComponentChildren }) => props.children as whole.VNode;
  const types = { p: 'p', b: 'b', svg: 'svg', fragment: Fragment, component: Component } as const;
  const drawn = (what: Tree): whole.ComponentChild => {
    if (what === null || typeof what !== 'object') return what;
    if (!('type' in what)) return what.map(drawn) as unknown as whole.ComponentChild;
    return h(types[what.type] as 'p', what.props, ...what.children.map(drawn));
  };
  const { root, draw } = makeStage(preact);
  const names = new Map<Node, number>();
  const nameOf = (node: Node): number => names.get(node) ?? (names.set(node, names.size), names.size - 1);
  const nodesIn = (node: Node): readonly unknown[] =>
    [...node.childNodes].map((child) => [nameOf(child), nodesIn(child)]);
  return trees.map((what) => {
    draw(drawn(what));
    return { text: root.textContent, markup: markupIn(root), nodes: nodesIn(root) };
  });
}

test('draws any tree after any other as the whole of Preact does, with the same nodes kept', () => {
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), (trees) => {
      expect(tell(lean, trees)).toEqual(tell(whole, trees));
    }),
    { numRuns: 200 },
  );
}, 30_000);

test('puts a list with keys in any other order, with each node kept', () => {
  const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'));
  const tall = (keys: readonly string[]): Tree => ({
    type: 'p',
    props: {},
    children: keys.map((key) => ({ type: key < 'e' ? 'component' : 'b', props: { key }, children: [key, key] })),
  });
  fc.assert(
    fc.property(fc.array(list, { minLength: 2, maxLength: 4 }), (lists) => {
      const told = tell(lean, lists.map(tall));
      expect(told).toEqual(tell(whole, lists.map(tall)));
      expect(told.map(({ text }) => text)).toEqual(lists.map((keys) => keys.map((key) => key + key).join('')));
    }),
    { numRuns: 100 },
  );
}, 30_000);
