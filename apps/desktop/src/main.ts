import './style.css';
import { addressOf, ask } from './ask.ts';
import { card } from './card.ts';
import { pause } from './pause.ts';
import { services } from './services.ts';
import { look } from './state.ts';
import { watch } from './watch.ts';

const list = document.querySelector('ul');
for (const service of services) {
  const { element, show } = card(service);
  list?.append(element);
  watch(() => look(addressOf(service), service.describe, ask), show, pause);
}
