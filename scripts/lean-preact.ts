import { resolve } from 'node:path';
import { normalizePath, type Plugin } from 'vite';

/** What stands `times` times in a file of Preact, and what is put there instead. */
interface Edit {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly times: number;
}

/** Something that is true of every prompt, and what of Preact is therefore never reached. */
interface Fact {
  readonly fact: string;
  readonly edits: readonly Edit[];
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const edit = (file: string, from: Edit['from'], to: string, times = 1): Edit => ({ file, from, to, times });
/** Takes a text out. */
const without = (file: string, from: Edit['from'], times = 1): Edit => edit(file, from, '', times);
/** Puts `to` in the place of all from one text up to another one, which stays. */
const upTo = (file: string, start: string, end: string, to = ''): Edit =>
  edit(file, new RegExp(`${escaped(start)}[^]*?(?=${escaped(end)})`, 'g'), to);
/** Takes the rest of a file out, from a text on. */
const fromHereOn = (file: string, start: string): Edit => without(file, new RegExp(`${escaped(start)}[^]*`, 'g'));

const drawnByThese: Fact = {
  fact: 'h, render and Fragment are all that a prompt imports. Whoever imports more meets a build that fails.',
  edits: [
    edit(
      'index.js',
      /[^]+/g,
      `export { render } from './render';\nexport { createElement as h, Fragment } from './create-element';\n`,
    ),
    upTo('create-element.js', 'export function cloneElement', 'export function createVNode'),
  ],
};

const isOurs: Fact = {
  fact: 'Its shadow root is empty at first and all in it is ours: nothing is taken over from a page or a server.',
  edits: [
    upTo('render.js', 'if (parentDom.nodeType == 9)', 'let oldVNode'),
    edit('render.js', 'isHydrating ? NULL : parentDom._children', 'parentDom._children'),
    upTo('render.js', 'oldVNode\n\t\t\t? NULL', 'commitQueue,'),
    edit('render.js', 'oldVNode ? oldVNode._dom : parentDom.firstChild,', 'oldVNode && oldVNode._dom'),
    upTo('diff/index.js', 'if (\n\t\toldVNode._flags & MODE_SUSPENDED', 'if ((tmp = options._diff))'),
    upTo('diff/index.js', 'function rangeEnd', 'function markAsForce'),
    upTo('diff/index.js', 'if (excessDomChildren) {\n\t\tfor', 'if (!dom) {'),
    upTo('diff/index.js', 'if (isHydrating) {', '}\n\n\tif (!nodeType) {'),
    without('diff/index.js', ' && (!isHydrating || dom.data != newProps)'),
    upTo('diff/index.js', 'excessDomChildren =\n', 'for (i in oldProps)'),
    without('diff/index.js', "(!isHydrating || typeof value == 'function') &&"),
    upTo('diff/index.js', 'excessDomChildren\n\t\t\t\t\t?', 'oldVNode._children && getDomSibling'),
    without('diff/index.js', 'if (excessDomChildren) excessDomChildren.some(removeNode);'),
    without('diff/index.js', "if (!isHydrating || nodeType == 'textarea')"),
    upTo('diff/index.js', 'if (\n\t\t!skipRemove &&', 'if (!skipRemove) removeNode(vnode._dom)'),
    upTo('diff/children.js', 'if (oldDom && !oldDom.parentNode)', 'let dom = parentVNode._dom'),
    without('diff/children.js', 'while (next && next.nodeType == 8) next = next.nextSibling;'),
    upTo('diff/children.js', 'while (\n\t\t(oldDom =', '\n\treturn oldDom;', 'oldDom = oldDom.nextSibling;\n'),
  ],
};

const isFunctionOfProps: Fact = {
  fact: 'Every component is a function of its props: no class, state, context, effect, error boundary or portal.',
  edits: [
    without('component.js', /^import .*(diff\/index|options)';$/gm, 2),
    upTo('component.js', 'export function BaseComponent', 'export function getDomSibling'),
    without('component.js', ' && !vnode.props._parentDom\n\t'),
    fromHereOn('component.js', 'function renderComponent'),
    without('diff/index.js', 'BaseComponent, '),
    // Nothing is caught: what a component throws, its tests or whoever renders it shall see.
    upTo('diff/index.js', 'let oldCommitQueueLength', 'const renderResult', 'tmp = newType(newVNode.props);\n'),
    upTo('diff/index.js', 'if (newProps._parentDom) {', 'oldDom = diffChildren('),
    upTo('diff/index.js', 'if (newProps._parentDom) {', '} else {\n\t\toldDom = newVNode._dom'),
    upTo('diff/index.js', 'function markAsForce', 'function diffElementNodes'),
    upTo('diff/index.js', 'if ((r = vnode._component)) {', 'if ((r = vnode._children))'),
    without('diff/index.js', ' && !vnode.props._parentDom'),
    without('diff/index.js', 'vnode._component = '),
    fromHereOn('diff/index.js', 'function doRender'),
    without('diff/children.js', 'if (parentVNode.props._parentDom) return oldDom;'),
    // Only what was suspended has no original.
    without('diff/children.js', ' || !oldVNode._original'),
    without('diff/children.js', ', !oldVNode._original'),
    without('diff/children.js', '!isMounting && '),
    without('create-element.js', '_component: NULL,'),
    without('create-element.js', '_original: original || ++vnodeId,'),
  ],
};

const isAlone: Fact = {
  fact: 'No add-on of Preact listens in.',
  edits: [
    ...['render.js', 'create-element.js', 'diff/index.js', 'diff/props.js'].map((file) =>
      without(file, /^import options .*$/gm),
    ),
    without('render.js', 'if (options._root) options._root(vnode, parentDom);'),
    without('render.js', 'commitRoot(commitQueue, parentDom._children, refQueue);'),
    without('render.js', 'commitRoot, '),
    without('diff/index.js', /if \(\(tmp = options\.(_diff|diffed)\)\) tmp\(newVNode\);/g, 2),
    without('diff/index.js', 'if (options.unmount) options.unmount(vnode);'),
    edit('diff/props.js', 'options.event ? options.event(e) : e', 'e'),
    without('create-element.js', 'if (!original && options.vnode) options.vnode(vnode);'),
  ],
};

const hasNoRefs: Fact = {
  fact: 'No ref is held: what is to have the focus is looked for.',
  edits: [
    without('create-element.js', "else if (i == 'ref' && typeof type != 'function') ref = props[i];"),
    without('create-element.js', /^\t\tref,$/gm, 2),
    edit('create-element.js', 'normalizedProps, key, ref, NULL', 'normalizedProps, key'),
    upTo('diff/index.js', 'if ((r = vnode.ref)', 'if ((r = vnode._children))'),
    upTo('diff/index.js', 'export function applyRef', 'export function unmount'),
    without('diff/children.js', ', applyRef'),
    upTo('diff/children.js', 'if (oldVNode.ref != childVNode.ref', 'firstChildDom ='),
  ],
};

// A parameter or an argument, each in a line of its own.
const passedOn = /^\t*(globalContext|excessDomChildren|commitQueue|isHydrating|refQueue),?$/gm;
const isPassedOnInVain: Fact = {
  fact: 'What served nothing but the above is not passed on.',
  edits: [
    edit('render.js', 'EMPTY_OBJ,\n\t\tEMPTY_OBJ', 'EMPTY_OBJ'),
    without('render.js', passedOn, 3),
    without('diff/index.js', passedOn, 25),
    without('diff/children.js', passedOn, 10),
  ],
};

const isText: Fact = {
  fact: 'Text is text: no markup is ever parsed.',
  edits: [
    upTo('diff/index.js', "if (i == 'dangerouslySetInnerHTML') {\n\t\t\t\toldHtml", "if (\n\t\t\t\ti != 'children'"),
    upTo('diff/index.js', "else if (i == 'dangerouslySetInnerHTML')", "else if (i == 'value')"),
    upTo('diff/index.js', 'if (newHtml) {', 'diffChildren(\n\t\t\t\tparentDom', '{'),
  ],
};

const isPlain: Fact = {
  fact: 'Its elements are those of HTML and SVG, in this document; fields get their values from the state.',
  edits: [
    without('diff/index.js', "else if (nodeType == 'math') namespace = MATH_NAMESPACE;"),
    edit('diff/index.js', 'parentDom.ownerDocument || document', 'document'),
    without('diff/index.js', ',\n\t\t\tnewProps.is ? newProps : parentDom'),
    edit('diff/index.js', "(nodeType == 'template' && dom.content) || dom", 'dom'),
    without('diff/index.js', /&&\s+!\(i == '(value|checked)' && 'default\w+' in newProps\)/g, 2),
    upTo('diff/index.js', "if (nodeType == 'progress' && inputValue == NULL)", 'if (\n\t\t\t\tinputValue !='),
    without('diff/index.js', " || (nodeType == 'progress' && !inputValue)"),
  ],
};

const isStyledBySheet: Fact = {
  fact: 'It is styled by its sheet alone, names attributes as HTML and SVG do, and meets events on their way up.',
  edits: [
    upTo('diff/props.js', 'function setStyle', 'let eventClock'),
    upTo('diff/props.js', "if (name == 'style')", "if (name[0] == 'o'"),
    upTo('diff/props.js', 'useCapture = name', 'name = name.slice(2)'),
    without('diff/props.js', ', useCapture', 2),
    upTo('diff/props.js', 'if (namespace == SVG_NAMESPACE)', "name != 'width'", 'if (namespace != SVG_NAMESPACE &&'),
  ],
};

const hasPlainAttributes: Fact = {
  fact: 'Of its attributes only a role cannot be set as the property of that name: there is no size, list, table or download.',
  edits: [
    upTo('diff/props.js', "name != 'width'", "name != 'role'"),
    upTo('diff/props.js', "name != 'popover'", 'name in dom'),
    edit('diff/props.js', "name == 'popover' && value == true ? '' : value", 'value'),
  ],
};

const isRemovedOnce: Fact = {
  fact: 'To remove what has no parent does nothing.',
  edits: [without('util.js', ' && node.parentNode')],
};

const isHeardByControls: Fact = {
  fact: 'Only controls listen, and no control is inside another: no event meets two listeners on its way.',
  edits: [
    without('diff/props.js', /^let eventClock = 0;$/gm),
    without('diff/props.js', '(dom._attached || (dom._attached = {}))[name] = eventClock;'),
    upTo('diff/props.js', 'if (e[EVENT_DISPATCHED] == NULL)', 'return eventHandler('),
  ],
};

const facts = [
  drawnByThese,
  isOurs,
  isFunctionOfProps,
  isAlone,
  hasNoRefs,
  isPassedOnInVain,
  isText,
  isPlain,
  isStyledBySheet,
  hasPlainAttributes,
  isRemovedOnce,
  isHeardByControls,
];

/** The file of Preact without what never runs in a prompt; throws where Preact is not the one that the edits know. */
export function leanFile(file: string, code: string): string {
  // No line moves, so a map made without this step is still right.
  const lines = (text: string): number => text.split('\n').length;
  const instead = (match: string, to: string): string => to + '\n'.repeat(lines(match) - lines(to));
  // The edits are about code. Any text may be in a comment.
  let lean = code.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, (comment) => instead(comment, ''));
  for (const { fact, edits } of facts)
    for (const { from, to, times } of edits.filter((edit) => edit.file === file)) {
      let found = 0;
      lean = lean.replaceAll(from, (match) => {
        found += 1;
        return instead(match, to);
      });
      if (found !== times)
        throw new Error(`Preact has changed: ${file} has ${from} ${found} times, not ${times} (“${fact}”).`);
    }
  return lean;
}

const sources = `${normalizePath(resolve('node_modules/preact/src'))}/`;

/** Builds the prompt with the sources of Preact, less what the facts above rule out. The results page has all of it. */
export const leanPreact: Plugin = {
  name: 'lean-preact',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'prompt',
  resolveId: (id) => (id === 'preact' ? `${sources}index.js` : undefined),
  transform: (code, id) =>
    id.startsWith(sources) ? { code: leanFile(id.slice(sources.length), code), map: null } : undefined,
};
