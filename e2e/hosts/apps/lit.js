import { Router } from '@lit-labs/router';
import { html, LitElement } from 'lit';

class TeaList extends LitElement {
  static properties = { cups: {}, name: {} };

  constructor() {
    super();
    this.cups = 0;
    this.name = '';
  }

  render() {
    return html`<h1>Teas</h1>
      <button @click=${() => (this.cups += 1)}>Cups: ${this.cups}</button>
      <label>Name <input .value=${this.name} @input=${(event) => (this.name = event.target.value)} /></label>
      <p>For ${this.name || 'nobody'}</p>`;
  }
}

class TeaShop extends LitElement {
  router = new Router(this, [
    { path: '/', render: () => html`<tea-list></tea-list>` },
    { path: '/pots', render: () => html`<h1>Pots</h1>` },
  ]);

  render() {
    return html`<nav><a href="/">Teas</a> <a href="/pots">Pots</a></nav>
      ${this.router.outlet()}`;
  }
}

customElements.define('tea-list', TeaList);
customElements.define('tea-shop', TeaShop);
document.querySelector('#app').append(document.createElement('tea-shop'));
