import type { Service } from './services.ts';
import type { State } from './state.ts';

const WORDS = { checking: 'checking', ok: 'ok', starting: 'starting', unreachable: 'unreachable' };

/** A service on the page, and how it is made to show another state. */
export function card(service: Service): { element: HTMLElement; show: (state: State) => void } {
  const element = document.createElement('li');
  const word = text('strong', 'word');
  const detail = text('p', 'detail');
  const title = text('h2', 'title');
  title.textContent = service.title;
  const url = text('code', 'url');
  url.textContent = service.url;
  // Read out when it changes.
  word.setAttribute('role', 'status');
  element.append(text('span', 'lamp'), title, word, detail, url);
  return {
    element,
    show(state) {
      element.dataset.state = state.kind;
      word.textContent = WORDS[state.kind];
      detail.textContent = state.kind === 'checking' ? '' : state.detail;
    },
  };
}

function text(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
