// The page of the front desk. All texts come from desk-data.js and the file of each language, and go into the page as
// text; nothing is fetched, nothing is stored.
'use strict';

(() => {
  const desk = globalThis.dragomanDesk;
  const { words, worths, sum } = globalThis.dragomanFind;
  const MOST_SHOWN = 30;
  const FEWEST_DIGITS = 6;
  const at = (id) => document.getElementById(`desk-${id}`);

  const split = (...texts) => [...new Set(texts.flatMap(words))];
  const forms = Object.keys(desk.paths.forms);
  const states = Object.keys(desk.words); // those that may be handed out first
  const known = Object.entries(desk.known).flatMap(([language, list]) => list.map((one) => ({ ...one, language })));
  const sheets = Object.entries(desk.sheets).flatMap(([language, list]) => list.map((one) => {
    const draft = ['draft', 'outdated'].includes(one.state);
    return {
      english: desk.guides[one.guide].english, titleLanguage: language, when: '', ...one,
      language, draft, spoken: desk.languages[language], words: desk.words[one.state], rank: states.indexOf(one.state),
    };
  }));
  const guideWords = mapped(desk.guides, (guide, id) => split(guide.english, id, ...guide.keywords));
  const languageWords = mapped(desk.languages, (language) => split(...language.names));

  function mapped(values, change) {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
  }

  // Of a sheet alone, made when first looked for: there may be many.
  const sheetWords = (sheet) => (sheet.names ??= split(sheet.english, sheet.title, ...(sheet.keywords ?? [])));

  // Each sheet with how well it fits, those that do not left out.
  function rated(query, among) {
    const ofGuide = mapped(guideWords, (names) => worths(query, names));
    const ofLanguage = mapped(languageWords, (names) => worths(query, names));
    return among
      .map((sheet) => [sum(ofGuide[sheet.guide], ofLanguage[sheet.language], worths(query, sheetWords(sheet))), sheet])
      .filter(([worth]) => worth < Infinity);
  }

  const path = (pattern, sheet) => pattern.replaceAll('{language}', sheet.language).replaceAll('{guide}', sheet.guide);

  const state = { shown: [], chosen: -1 };

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function inLanguage(text, tag) {
    const direction = desk.languages[tag] ? desk.languages[tag].direction : 'auto';
    return element('bdi', { lang: tag, dir: direction }, text);
  }

  // ── what was found ──

  function find() {
    const query = words(at('query').value);
    const open = at('drafts').checked ? sheets : sheets.filter((sheet) => !sheet.draft);
    const found = query.length ? rated(query, open) : [];
    found.sort(([one, sheet], [other, second]) => one - other || sheet.rank - second.rank);
    state.shown = found.slice(0, MOST_SHOWN).map(([, sheet]) => sheet);
    at('list').replaceChildren(...state.shown.map(option));
    at('query').setAttribute('aria-expanded', String(state.shown.length > 0));
    choose(state.shown.length ? 0 : -1);
    at('count').textContent = query.length ? summary(found.length, query) : '';
  }

  function summary(count, query) {
    if (count === 0) {
      const hidden = at('drafts').checked ? [] : rated(query, sheets);
      return hidden.length
        ? `Nothing that may be handed out. ${drafts(hidden.length)}: tick “Show drafts” to see.`
        : 'There is no such sheet.';
    }
    const more = count > MOST_SHOWN ? ` The first ${MOST_SHOWN} are shown.` : '';
    return `${count === 1 ? 'One sheet' : `${count} sheets`}.${more}`;
  }

  const drafts = (count) => (count === 1 ? 'There is one draft' : `There are ${count} drafts`);

  function option(sheet, number) {
    const what = element('span', { className: 'what' },
      element('span', {}, `${sheet.spoken.english}: ${sheet.english}`),
      element('span', { className: sheet.draft ? 'draft' : 'state' }, sheet.draft ? `DRAFT ${sheet.when}` : sheet.words));
    const own = element('span', { className: 'own' }, inLanguage(sheet.spoken.own, sheet.language), ' · ',
      inLanguage(sheet.title, sheet.titleLanguage));
    const made = element('li', { id: `desk-option-${number}` }, what, own);
    made.setAttribute('role', 'option');
    made.addEventListener('click', () => { choose(number); at('query').focus(); });
    made.addEventListener('dblclick', open);
    return made;
  }

  // ── what was chosen ──

  function choose(number) {
    state.chosen = number;
    [...at('list').children].forEach((one, place) => one.setAttribute('aria-selected', String(place === number)));
    const query = at('query');
    if (number < 0) query.removeAttribute('aria-activedescendant');
    else query.setAttribute('aria-activedescendant', `desk-option-${number}`);
    const active = at('list').children[number];
    if (active) active.scrollIntoView({ block: 'nearest' });
    showChosen();
  }

  function form(sheet) {
    const english = sheet.language === 'en' ? '' : at('english').value;
    return {
      size: at('size').value,
      english,
      numbered: at('numbered').checked,
      paper: at('paper').value,
      office: at('office') ? at('office').value : desk.office,
      get name() { return `${this.size}${english && `.${english}`}${this.numbered ? '.numbered' : ''}`; },
    };
  }

  const picture = element('img', { id: 'desk-picture', width: 289, height: 374 });
  at('sheet').prepend(picture);

  function showChosen() {
    const sheet = state.shown[state.chosen];
    at('chosen').hidden = !sheet;
    if (!sheet) return;
    const wanted = form(sheet);
    const built = builtPath(sheet, wanted);
    at('chosen-title').textContent = `${sheet.spoken.english}: ${sheet.english}`;
    at('chosen-own').hidden = sheet.title === sheet.english;
    at('chosen-own').replaceChildren(inLanguage(sheet.title, sheet.titleLanguage));
    picture.src = path(desk.paths.picture, sheet);
    picture.alt = `First page of ${sheet.english}, ${sheet.spoken.english}`;
    const pages = built ? sheet.pages[forms.indexOf(wanted.name)] : 0;
    const facts = [`${sheet.words}${sheet.when && ` ${sheet.when}`}`, sheet.dated && `Text of ${sheet.dated}`];
    if (pages) facts.push(pages === 1 ? '1 page' : `${pages} pages`);
    at('facts').textContent = facts.filter(Boolean).join(' · ');
    at('mark').hidden = !sheet.draft;
    at('open').hidden = !built;
    if (built) at('open').href = built;
    else at('open').removeAttribute('href');
    at('notice').hidden = !isKept(sheet);
    if (isKept(sheet)) at('notice-link').href = path(desk.paths.notice, sheet);
    showCommand(sheet, wanted, built);
  }

  // An approved older version, which comes with a notice.
  const isKept = (sheet) => sheet.state === 'older';

  function builtPath(sheet, wanted) {
    const isOfThisBuild = wanted.paper === desk.paper && wanted.office === desk.office;
    return isOfThisBuild && sheet.pages[forms.indexOf(wanted.name)] ? path(desk.paths.forms[wanted.name], sheet) : '';
  }

  function showCommand(sheet, wanted, built) {
    at('command-box').hidden = Boolean(built);
    at('copied').textContent = '';
    if (built) return;
    const isTooNarrow = wanted.size === '24' && wanted.english === 'side';
    at('command').value = isTooNarrow || isKept(sheet) ? '' : command(sheet, wanted);
    at('copy').disabled = !at('command').value;
    at('why').textContent = isTooNarrow
      ? 'Two columns are too narrow for this size: choose the English below each text.'
      : isKept(sheet)
        ? 'This approved version is kept in one form alone.'
        : 'This form is not made in advance. This command prints it:';
  }

  const quoted = (word) => (/^[\w.-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

  function command(sheet, wanted) {
    const parts = ['dragoman', 'print', sheet.guide, sheet.language, '-o', `${sheet.guide}.${sheet.language}.pdf`];
    if (wanted.size !== '14') parts.push('--size', wanted.size);
    if (wanted.english) parts.push('--bilingual', wanted.english);
    if (wanted.numbered) parts.push('--numbered');
    if (wanted.office) parts.push('--location', wanted.office);
    if (wanted.paper !== desk.paper) parts.push('--paper', wanted.paper);
    return parts.map(quoted).join(' ');
  }

  function open() {
    const sheet = state.shown[state.chosen];
    if (!sheet) return;
    const built = builtPath(sheet, form(sheet));
    if (built) globalThis.location.assign(built);
    else if (at('command').value) { at('command').focus(); at('command').select(); }
  }

  async function copy() {
    at('command').select();
    try {
      await navigator.clipboard.writeText(at('command').value);
      at('copied').textContent = 'Copied.';
    } catch {
      at('copied').textContent = 'It is selected: copy it with Ctrl+C.';
    }
  }

  // ── a sheet of paper in the hand ──

  function look() {
    const digits = at('id').value.toLowerCase().replace(/^\s*id\b/u, '').replace(/[\s.:-]/gu, '');
    const [kind, says] = digits.length >= FEWEST_DIGITS ? answer(digits) : ['', ''];
    at('answer').className = kind;
    at('answer').textContent = says;
  }

  function answer(digits) {
    if (!/^[0-9a-f]+$/u.test(digits)) return ['bad', 'An id has the digits 0 to 9 and the letters a to f alone.'];
    const isIt = ({ id }) => id && (id.startsWith(digits) || digits.startsWith(id));
    const today = sheets.filter(isIt).map((sheet) => ({ ...sheet, fate: sheet.draft ? 'draft' : 'current', office: desk.office }));
    const found = [...today, ...known.filter(isIt)];
    if (found.length) return [found.every(({ fate }) => fate === 'current') ? 'good' : 'bad', found.map(fateWords).join(' ')];
    const english = Object.values(desk.guides).find(({ revisions }) => revisions.includes(digits));
    if (english) return ['bad', `This is the hash of the English text of “${english.english}”. Type the digits after “id”.`];
    return ['bad', 'Unknown. This page knows no sheet with this id: do not hand it out.'];
  }

  function fateWords(paper) {
    const sheet = sheets.find(({ guide, language }) => guide === paper.guide && language === paper.language);
    const name = sheet ? `${sheet.spoken.english}: ${sheet.english}` : `${paper.language}: ${paper.guide}`;
    const office = desk.offices.find(({ id }) => id === paper.office);
    const place = office ? ` for ${office.name}` : '';
    const since = paper.since ? ` since ${paper.since}` : '';
    switch (paper.fate) {
      case 'current':
        return `Current. ${name}${place}: the text that is approved today. One with DRAFT across it stays a draft.`;
      case 'draft':
        return `Draft. ${name}${place}: not approved, not for patients.`;
      case 'elsewhere':
        return `${name}, approved on ${paper.approved}${place}. This page knows today’s text of another location: run dragoman verify --hash ${paper.id.slice(0, 8)}.`;
      default:
        return `Outdated${since}. ${name}${place}, approved on ${paper.approved}. Print the sheet anew and take this one away.`;
    }
  }

  // ── keys ──

  function press(event) {
    const last = state.shown.length - 1;
    const to = { ArrowDown: Math.min(state.chosen + 1, last), ArrowUp: Math.max(state.chosen - 1, Math.min(0, last)) }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      choose(to);
    } else if (event.key === 'Escape') {
      at('query').value = '';
      find();
    }
  }

  at('form').addEventListener('submit', (event) => { event.preventDefault(); open(); });
  at('query').addEventListener('input', find);
  at('query').addEventListener('keydown', press);
  at('drafts').addEventListener('change', find);
  ['size', 'english', 'paper', 'office', 'numbered'].forEach((id) => at(id)?.addEventListener('change', showChosen));
  at('copy').addEventListener('click', copy);
  at('id').addEventListener('input', look);
  at('find').hidden = false;
  at('all').hidden = true;
  find();
  at('query').focus();
})();
