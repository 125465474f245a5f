"""What a browser can tell of a page by itself: boxes that stick out, texts that lie on each other. JavaScript."""

from __future__ import annotations

OVERFLOW = """(room => {
  const wide = document.scrollingElement.clientWidth
  const cut = [...document.querySelectorAll('body *')].filter(element => {
    const style = getComputedStyle(element)
    if (element.closest('.skip, .scroll, .watermark, svg') || style.display === 'inline') return false
    const box = element.getBoundingClientRect()
    const inside = ['auto', 'scroll'].includes(style.overflowX)
    return box.width > 0 && (box.left < -0.5 || box.right > wide + 0.5
      || (!inside && element.scrollWidth > element.clientWidth + room))
  })
  return [document.scrollingElement.scrollWidth - wide,
          ...cut.map(element => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 60)}`)]
})"""
"""How far the page scrolls sideways, and every box that sticks out of the page, or holds more by `room` pixels."""
OVERLAP = """(() => {
  const lines = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement
    if (!walk.currentNode.data.trim() || holder.closest('.skip, .watermark')) continue
    const style = getComputedStyle(holder)
    if (style.visibility !== 'visible') continue
    const range = document.createRange()
    range.selectNodeContents(walk.currentNode)
    const half = 0.35 * parseFloat(style.fontSize)
    for (const box of range.getClientRects()) {
      if (box.width < 3) continue
      const middle = (box.top + box.bottom) / 2
      lines.push({ left: box.left + 1, right: box.right - 1, top: middle - half, bottom: middle + half,
                   text: walk.currentNode.data.trim().slice(0, 40) })
    }
  }
  lines.sort((one, other) => one.top - other.top)
  const found = []
  lines.forEach((one, place) => {
    for (let next = place + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const other = lines[next]
      if (other.left < one.right && one.left < other.right) found.push(`“${one.text}” on “${other.text}”`)
    }
  })
  return found
})()"""
"""Every two lines of text that lie on each other. Of a line its middle counts, as high as most letters: the boxes of
fonts are higher than the letters, and those of close lines may touch."""
SPACING = """(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important }
    * { word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
})()"""
"""The spacing that a reader may set (WCAG 2.2, 1.4.12)."""
