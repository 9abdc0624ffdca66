// The script of the pop-up's tag: what a page view pays for it. Everything else comes when it is asked for.
const { src, dataset } = document.currentScript;

window.popUp = () => import(/* @vite-ignore */ new URL('pop-up.js', src).href).then(({ open }) => open(dataset));
