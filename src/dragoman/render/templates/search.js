// Search in the texts of all pages. They come in parts of few handouts, each with its index, and go into the page as
// text. What is looked for says which parts are loaded: by script elements, since a page on a disk may fetch nothing.
'use strict';

(() => {
  const languages = globalThis.dragomanSearch;
  const AT_ONCE = 200; // handouts whose texts are loaded before a reader is asked whether to look further
  const FIRST_LETTERS = 3;
  const FUZZY_FROM = 5; // One letter changed in a shorter word gives another word.
  const PATIENCE = 150; // milliseconds after the last letter typed
  const MOST_SHOWN = 10;
  const BEFORE = 40;
  const AROUND = 200;
  const at = (id) => document.getElementById(`search-${id}`);

  // ── words: as in render/search.py, which made the indexes ──

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
  const isFuzzy = (term) => !IS_UNSPACED.test(term) && term.length >= FUZZY_FROM;

  // ── files ──

  const loads = new Map();

  // What a file gives, once; nothing where it cannot be read. A script's load event comes before any other script runs.
  function load(path) {
    if (!loads.has(path)) {
      loads.set(path, new Promise((resolve) => {
        const script = Object.assign(document.createElement('script'), { src: path });
        script.addEventListener('load', () => { resolve(globalThis.dragomanLoaded); script.remove(); });
        script.addEventListener('error', () => { resolve(undefined); script.remove(); });
        document.head.append(script);
      }));
    }
    return loads.get(path);
  }

  const engines = new Map();

  async function openPart(path) {
    const part = await load(path);
    if (part && !engines.has(path)) {
      engines.set(path, globalThis.MiniSearch.loadJS(part.index, {
        fields: ['title', 'heading', 'text'],
        searchOptions: {
          tokenize: terms,
          processTerm: (term) => term,
          boost: { title: 3, heading: 2 },
          combineWith: 'AND',
          prefix: (term) => !isUnspacedPair(term),
          fuzzy: (term) => (isFuzzy(term) ? 1 : false),
        },
      }));
      delete part.index;
    }
    return part && { ...part, engine: engines.get(path) };
  }

  // ── which parts may have the words ──

  const bits = (directory, wanted) => Object.entries(directory.beginnings)
    .reduce((sum, [one, parts]) => (wanted(one) ? sum | BigInt(`0x${parts}`) : sum), 0n);

  function having(directory, term, isLoose) {
    const start = IS_UNSPACED.test(term) ? letters(term)[0] : term.slice(0, FIRST_LETTERS);
    const isWhole = IS_UNSPACED.test(term) ? isUnspacedPair(term) : term.length >= FIRST_LETTERS;
    if (!isWhole) return bits(directory, (one) => one.startsWith(start));
    if (isLoose && isFuzzy(term)) return bits(directory, (one) => isNear(term, one));
    return BigInt(`0x${Object.hasOwn(directory.beginnings, start) ? directory.beginnings[start] : 0}`);
  }

  // Whether the word may begin so with one letter more, less or other.
  function isNear(term, start) {
    return [...start].some((_, place) => {
      const [before, rest] = [start.slice(0, place), start.slice(place + 1)];
      const goesOn = term.startsWith(before) && [place + 1, place].some((from) => term.startsWith(rest, from));
      return goesOn || (term.startsWith(before) && term.startsWith(start.slice(place), place + 1));
    });
  }

  async function candidates(language, wanted, isLoose) {
    const directory = await load(language.directory);
    if (!directory) return undefined;
    const all = wanted.map((term) => having(directory, term, isLoose)).reduce((one, other) => one & other);
    return directory.parts
      .filter((_, number) => (all >> BigInt(number)) & 1n)
      .map((part, place) => ({ ...part, place, language }));
  }

  // ── what was found ──

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  const state = { turn: 0, most: AT_ONCE };

  async function search() {
    state.turn += 1;
    const turn = state.turn;
    const wanted = terms(at('query').value);
    const chosen = languages.filter(({ tag }) => [tag, ''].includes(at('language').value));
    const isShort = wanted.length > 0 && wanted.join('').length === 1 && !IS_UNSPACED.test(wanted[0]);
    if (!wanted.length || isShort) {
      show([], wanted, isShort ? 'One letter is in every text: type a second.' : '');
      return;
    }
    const list = (isLoose) => Promise.all(chosen.map((language) => candidates(language, wanted, isLoose)));
    const exact = await list(false);
    // One of the first letters may be wrong. Only then: otherwise all languages would be read for words of one.
    const lists = exact.some((parts) => parts?.length) ? exact : await list(true);
    // The first part of each language, then the second: a common word must not hide a language.
    const parts = lists.flatMap((one) => one ?? []).sort((one, other) => one.place - other.place);
    let handouts = 0;
    const near = parts.filter((part) => { handouts += part.handouts; return handouts <= state.most; });
    const found = await Promise.all(near.map(async (part) => hits(part, await openPart(part.path))));
    if (turn !== state.turn) return;
    const isTorn = [...lists, ...found].includes(undefined);
    const left = parts.slice(near.length).reduce((sum, part) => sum + part.handouts, 0);
    show(found.flatMap((one) => one ?? []), wanted, undefined, left, isTorn);
  }

  function hits(part, opened) {
    return opened && opened.engine.search(at('query').value).map(({ id, score }) => ({
      language: part.language, text: opened.texts[id], page: opened.pages[opened.texts[id][0]], score,
    }));
  }

  function show(found, wanted, says, left = 0, isTorn = false) {
    found.sort((one, other) => Number(one.page.draft) - Number(other.page.draft) || other.score - one.score);
    const shown = languages.map((language) => [language, found.filter((hit) => hit.language === language)]);
    const some = shown.filter(([, list]) => list.length);
    const torn = isTorn ? ' Some texts could not be read: copy the site anew.' : '';
    at('count').textContent = says ?? `${summary(found.length, some.length, left)}${torn}`;
    at('hits').replaceChildren(...some.map(([language, list]) => section(language, list, wanted)));
    at('more').hidden = left === 0;
    at('hits').setAttribute('aria-busy', 'false');
  }

  function summary(count, inLanguages, left) {
    const where = inLanguages === 1 ? 'one language' : `${inLanguages} languages`;
    const places = `${count === 1 ? 'One place' : `${count} places`} in ${where}.`;
    const further = left ? ` ${left === 1 ? 'One more handout' : `${left} more handouts`} may have these words.` : '';
    return count ? places + further : further ? `Nothing yet.${further}` : 'Nothing has these words.';
  }

  function section(language, list, wanted) {
    const own = element('bdi', { lang: language.tag, dir: language.direction }, language.own);
    const items = element('ul', { className: 'hits' }, ...list.slice(0, MOST_SHOWN).map((hit) => item(hit, wanted)));
    const rest = list.slice(MOST_SHOWN);
    const more = element('button', { type: 'button' }, `Show ${rest.length} more`);
    more.addEventListener('click', () => {
      items.append(...rest.map((hit) => item(hit, wanted)));
      items.children[MOST_SHOWN].querySelector('a').focus();
      more.remove();
    });
    const name = language.own === language.english ? [] : [' ', element('span', { className: 'english' }, language.english)];
    return element('section', {}, element('h2', {}, own, ...name), items, ...(rest.length ? [more] : []));
  }

  function item({ language, text: [, anchor, heading, said], page }, wanted) {
    const address = `${page.path}${anchor && `#${anchor}`}`;
    const title = heading === page.title ? heading : `${page.title}: ${heading}`;
    const link = element('a', { href: address }, title);
    const mark = element('span', { className: page.draft ? 'state draft' : 'state', lang: 'en', dir: 'ltr' }, page.draft ? 'DRAFT' : 'Final');
    return element('li', { lang: language.tag, dir: language.direction }, link, ' ', mark, element('p', {}, ...excerpt(said, wanted)));
  }

  // The place of the first word, which is marked; the text itself where it is spelled otherwise.
  function excerpt(said, wanted) {
    const small = said.toLowerCase();
    const first = wanted.map((term) => [small.indexOf(term), term.length]).find(([place]) => place >= 0);
    if (!first) return [short(said)];
    const [place, length] = first;
    const start = place > BEFORE ? said.lastIndexOf(' ', place - BEFORE) + 1 : 0;
    const from = place - start > 3 * BEFORE ? place - BEFORE : start;
    const end = place + length;
    return [from ? '… ' : '', said.slice(from, place), element('mark', {}, said.slice(place, end)), short(said.slice(end), AROUND + from - end)];
  }

  // The beginning of a text, up to the end of a word where one is near.
  function short(text, most = AROUND) {
    if (text.length <= most) return text;
    const cut = text.slice(0, most);
    const space = cut.lastIndexOf(' ');
    return `${space > most - BEFORE ? cut.slice(0, space) : cut} …`;
  }

  // ── keys ──

  let waiting;

  function soon(delay) {
    state.most = AT_ONCE;
    at('hits').setAttribute('aria-busy', 'true');
    clearTimeout(waiting);
    waiting = setTimeout(search, delay);
  }

  at('query').addEventListener('input', () => soon(PATIENCE));
  at('language').addEventListener('change', () => soon(0));
  at('on').addEventListener('click', () => {
    state.most += AT_ONCE;
    at('hits').setAttribute('aria-busy', 'true');
    search();
  });
  at('without').hidden = true;
  at('find').hidden = false;
  at('query').focus();
})();
