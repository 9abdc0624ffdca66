import { render } from 'preact';
import { App } from './app.tsx';
import { makeFormat } from './format.ts';

render(<App format={makeFormat(navigator.languages)} />, document.body);
