// Finds handouts by what people at a front desk type. Knows no page: texts in, ratings out.
'use strict';

globalThis.dragomanFind = (() => {
  const FUZZY_FROM = 4; // One letter changed in a shorter word gives another word.
  const [EXACT, BEGINS, HOLDS, MISSPELT, NOT] = [0, 1, 2, 3, 9];

  // One spelling for all that count as the same: no accents, no apostrophes, small letters.
  const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f'’ʻʼ]/gu, '').normalize('NFC').toLowerCase();

  const words = (text) => fold(text).split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

  // Whether one letter more, less, other or exchanged makes `typed` the beginning of `word`.
  function isNearBeginning(typed, word) {
    let at = 0;
    while (at < typed.length && typed[at] === word[at]) at += 1;
    const goesOn = (from, to) => word.startsWith(typed.slice(from), to);
    return (
      goesOn(at + 1, at) || goesOn(at, at + 1) || goesOn(at + 1, at + 1) ||
      (typed[at] === word[at + 1] && typed[at + 1] === word[at] && goesOn(at + 2, at + 2))
    );
  }

  function rateWord(typed, word) {
    if (word === typed) return EXACT;
    if (word.startsWith(typed)) return BEGINS;
    // Scripts without spaces have no words to begin with.
    if (/[^\u0000-\u02ff]/u.test(typed) && word.includes(typed)) return HOLDS;
    return typed.length >= FUZZY_FROM && isNearBeginning(typed, word) ? MISSPELT : NOT;
  }

  // How well each word of a query fits the best of these words.
  const worths = (query, names) => query.map((typed) => {
    let best = NOT;
    for (const word of names) best = Math.min(best, rateWord(typed, word));
    return best;
  });

  // The sum over all words of a query, each by its best fit in any of the lists; infinite where one fits nothing.
  function sum(...lists) {
    let total = 0;
    for (let place = 0; place < lists[0].length; place += 1) {
      const best = Math.min(...lists.map((list) => list[place]));
      if (best === NOT) return Infinity;
      total += best;
    }
    return total;
  }

  return { words, worths, sum };
})();
