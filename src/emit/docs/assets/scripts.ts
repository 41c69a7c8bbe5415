/** The scripts of a site. They set text, never markup, and ask for nothing. Without them everything but search is there. */

/** Before the page is drawn, so that it does not flash in the other colours. */
export const THEME = `'use strict';
(() => {
  const root = document.documentElement;
  try {
    const kept = localStorage.getItem('rworld-theme');
    if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
  } catch {}
})();
`;

export const SEARCH = `'use strict';
(() => {
  const root = document.documentElement;
  const theme = document.getElementById('theme');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem('rworld-theme', root.dataset.theme); } catch {}
  });

  const box = document.getElementById('search');
  const list = document.getElementById('hits');
  box.parentElement.hidden = false;
  const entries = rworldIndex.map(([kind, name, about, href]) => ({ kind, name, about, href, key: name.toLowerCase(), words: name.toLowerCase().split('_').join(' '), text: about.toLowerCase() }));
  let chosen = -1;

  const score = (entry, query, parts) => {
    if (entry.key === query) return 0;
    if (entry.key.startsWith(query) || entry.words.startsWith(query)) return 1;
    if (entry.key.includes(query) || entry.words.includes(query)) return 2;
    if (parts.every((part) => entry.key.includes(part))) return 3;
    if (parts.every((part) => entry.key.includes(part) || entry.text.includes(part))) return 4;
    return -1;
  };
  const choose = (to) => {
    const items = [...list.querySelectorAll('[role=option]')];
    if (items.length === 0) return;
    chosen = (to + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === chosen)));
    items[chosen].scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', items[chosen].id);
  };
  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  };
  const element = (tag, kind, text) => {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    made.textContent = text;
    return made;
  };
  const show = () => {
    const query = box.value.trim().toLowerCase();
    list.textContent = '';
    chosen = -1;
    if (query === '') return close();
    const parts = query.split(/\\s+/);
    const hits = entries
      .map((entry) => ({ entry, at: score(entry, query, parts) }))
      .filter((hit) => hit.at >= 0)
      .sort((a, b) => a.at - b.at || a.entry.name.length - b.entry.name.length || (a.entry.name < b.entry.name ? -1 : 1))
      .slice(0, 12);
    hits.forEach(({ entry }, i) => {
      const item = document.createElement('li');
      item.id = 'hit-' + i;
      item.setAttribute('role', 'option');
      const link = document.createElement('a');
      link.href = root.dataset.root + entry.href;
      link.tabIndex = -1;
      link.append(element('span', 'kind', entry.kind), element('b', '', entry.name), element('span', 'about', entry.about));
      link.addEventListener('click', close);
      item.append(link);
      list.append(item);
    });
    if (hits.length === 0) list.append(element('li', 'none', 'Nothing by that name.'));
    list.hidden = false;
    box.setAttribute('aria-expanded', 'true');
    if (hits.length > 0) choose(0);
  };
  box.addEventListener('input', show);
  box.addEventListener('focus', show);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'Enter') list.querySelector('[aria-selected=true] a')?.click();
    else if (event.key === 'Escape') { box.value = ''; close(); box.blur(); return; }
    else return;
    event.preventDefault();
  });
  document.addEventListener('click', (event) => { if (!box.parentElement.contains(event.target)) close(); });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target === box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
`;
