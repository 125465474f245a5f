// Search in the texts of all pages. They come with their index from search-data.js and go into the page as text.
'use strict';

(() => {
  const { languages, pages, texts, index } = globalThis.dragomanTexts;
  const MOST_SHOWN = 10;
  const BEFORE = 40;
  const AROUND = 200;
  const at = (id) => document.getElementById(`search-${id}`);

  // ── words: as in render/search.py, which made the index ──

  const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;
  const MARKS = /[\u0300-\u036f\u0640\u064b-\u0655\u0670]/gu;
  const UNSPACED = '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u3040-\u30ff\u3400-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f';
  const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

  const fold = (text) => text.replace(UNSEEN, '').normalize('NFD').replace(MARKS, '').normalize('NFC').toLowerCase();
  const words = (text) => fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

  function letters(run) {
    const found = [];
    let joins = false;
    for (const one of run) {
      if (found.length && (joins || /\p{M}/u.test(one))) found[found.length - 1] += one;
      else found.push(one);
      joins = one === '\u17d2' || one === '\u1039';
    }
    return found;
  }

  // What is looked for: a letter alone may be the first of a pair, so it is a beginning.
  function terms(query) {
    return words(query).flatMap((word) => word.match(RUN)).flatMap((run) => {
      if (!IS_UNSPACED.test(run)) return [run];
      const parts = letters(run);
      return parts.length === 1 ? parts : parts.slice(1).map((part, before) => parts[before] + part);
    });
  }

  const isUnspacedPair = (term) => IS_UNSPACED.test(term) && letters(term).length > 1;
  const engine = globalThis.MiniSearch.loadJS(index, {
    fields: ['title', 'heading', 'text'],
    searchOptions: {
      tokenize: terms,
      processTerm: (term) => term,
      boost: { title: 3, heading: 2 },
      combineWith: 'AND',
      prefix: (term) => !isUnspacedPair(term),
      fuzzy: (term) => (!IS_UNSPACED.test(term) && term.length > 4 ? 1 : false),
    },
  });

  // ── what was found ──

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function search() {
    const query = at('query').value;
    const found = engine.search(query).map(({ id }) => ({ text: texts[id], page: pages[texts[id][0]] }));
    found.sort((one, other) => Number(one.page.draft) - Number(other.page.draft)); // stable: else by worth
    const shown = languages.map((language) => [language, found.filter(({ page }) => page.language === language.tag)]);
    const some = shown.filter(([, hits]) => hits.length);
    at('count').textContent = query.trim() ? summary(found.length, some.length) : '';
    at('hits').replaceChildren(...some.map(([language, hits]) => section(language, hits, terms(query))));
  }

  function summary(hits, count) {
    if (!hits) return 'Nothing has these words.';
    return `${hits === 1 ? 'One place' : `${hits} places`} in ${count === 1 ? 'one language' : `${count} languages`}.`;
  }

  function section(language, hits, wanted) {
    const own = element('bdi', { lang: language.tag, dir: language.direction }, language.own);
    const list = element('ul', { className: 'hits' }, ...hits.slice(0, MOST_SHOWN).map((hit) => item(language, hit, wanted)));
    const more = hits.length > MOST_SHOWN ? [element('p', {}, `And ${hits.length - MOST_SHOWN} more.`)] : [];
    const name = language.own === language.english ? [] : [` ${language.english}`];
    return element('section', {}, element('h2', {}, own, ...name), list, ...more);
  }

  function item(language, { text: [, anchor, heading, said], page }, wanted) {
    const address = `${page.path}${anchor && `#${anchor}`}`;
    const title = heading === page.title ? heading : `${page.title}: ${heading}`;
    const link = element('a', { href: address }, title);
    const state = element('span', { className: page.draft ? 'state draft' : 'state', lang: 'en', dir: 'ltr' }, page.draft ? 'DRAFT' : 'Final');
    return element('li', { lang: language.tag, dir: language.direction }, link, ' ', state, element('p', {}, ...excerpt(said, wanted)));
  }

  // The place of the first word, which is marked; the text itself where it is spelled otherwise.
  function excerpt(said, wanted) {
    const small = said.toLowerCase();
    const first = wanted.map((term) => [small.indexOf(term), term.length]).find(([place]) => place >= 0);
    if (!first) return [said.slice(0, AROUND)];
    const [place, length] = first;
    const start = place > BEFORE ? said.lastIndexOf(' ', place - BEFORE) + 1 : 0;
    const from = place - start > 3 * BEFORE ? place - BEFORE : start;
    const end = place + length;
    return [from ? '… ' : '', said.slice(from, place), element('mark', {}, said.slice(place, end)), said.slice(end, from + AROUND)];
  }

  at('query').addEventListener('input', search);
  at('without').hidden = true;
  at('find').hidden = false;
  at('query').focus();
})();
