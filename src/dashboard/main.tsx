import { render } from 'preact';
import { App } from './app.tsx';
import { makeFormat } from './format.ts';
import { followPaper } from './use-look.ts';

followPaper();
render(<App format={makeFormat(navigator.languages)} />, document.body);
