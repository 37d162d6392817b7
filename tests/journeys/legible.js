// What no reader of a page can see whole, each as "what: words". Every text is looked at in the
// places to which the page's own turn buttons lead: where no line of it shows whole, it is cut; where
// something else lies upon it in all of them, it is covered. Numbers, and words of letters, stay on
// one line; Chinese stands in lines, not one sign upon the other.
async () => {
  const LEAST_IN_A_LINE = 2;
  const scroller = document.querySelector("link[href*='modules/scroller']"); // telephones have none
  const { turnStep } = scroller ? await import(scroller.href) : { turnStep: (box) => box.clientHeight * 0.85 };
  const SPARED = ".unseen, [hidden], [hidden] *, script, style, svg, .visually-hidden, option";
  const stage = document.querySelector(".viewport") ?? document.scrollingElement;
  const faults = new Set();
  const note = (what, words) => faults.add(`${what}: ${words.trim().slice(0, 40)}`);
  const linesOf = (range) => {
    const lines = [];
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      const last = lines.at(-1);
      if (last && box.top < last.bottom - Math.min(box.height, last.bottom - last.top) / 2) {
        last.right = Math.max(last.right, box.right);
        last.left = Math.min(last.left, box.left);
        last.bottom = Math.max(last.bottom, box.bottom);
      } else lines.push({ left: box.left, right: box.right, top: box.top, bottom: box.bottom });
    }
    return lines;
  };
  const spanning = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return linesOf(range);
  };

  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const owner = node.parentElement;
    if (!node.data.trim() || owner.matches(SPARED) || owner.closest(SPARED) || !owner.checkVisibility()) continue;
    const lines = spanning(node, 0, node.length);
    if (!lines.length) continue;
    texts.push({ node, owner, seen: new Set(), count: lines.length });
    for (const { 0: word, index } of node.data.matchAll(/[A-Za-z]{2,}\d*|[A-Za-z]*\d+(?:[:.\-–]\d+)*/g)) {
      if (spanning(node, index, index + word.length).length > 1) note("broken", `${word} in ${node.data}`);
    }
    if (/[\u3400-\u9fff]/.test(node.data) && owner.closest("[lang]").lang === "en")
      note("Chinese as English", node.data);
    const signs = [...node.data.matchAll(/[\u3400-\u9fff]/g)].length;
    if (signs >= 4 && signs / lines.length < LEAST_IN_A_LINE) note("sign upon sign", node.data);
  }
  for (const box of document.querySelectorAll(".frame *, .phone *, .phone__top *, .phone__bottom *")) {
    if (box.matches(SPARED) || box.closest(SPARED) || !box.checkVisibility()) continue;
    if (getComputedStyle(box).overflowX === "visible") continue;
    if (box.scrollWidth > box.clientWidth + 1) note("wider than its box", box.className + " " + box.textContent);
  }

  // What is heard in place of looking: one title, and under it no step left out. A role of another
  // kind takes a heading's own away.
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")]
    .filter((box) => box.checkVisibility() && (box.getAttribute("role") ?? "heading") === "heading")
    .map((box) => ({ box, level: Number(box.ariaLevel ?? box.tagName[1]) }));
  const titles = headings.filter(({ level }) => level === 1);
  if (titles.length !== 1) note(`${titles.length} titles`, titles.map(({ box }) => box.textContent).join(" / "));
  headings.forEach(({ box, level }, place) => {
    if (place && level > headings[place - 1].level + 1) note("heading of a heading left out", box.textContent);
  });

  // Boxes of letters are higher than their strokes: their middle must show.
  const isShown = ({ left, right, top, bottom }, owner) => {
    const middle = (top + bottom) / 2;
    const slack = (bottom - top) * 0.25;
    if (left < -1 || right > innerWidth + 1 || top + slack < 0 || bottom - slack > innerHeight) return false;
    return [left + 2, (left + right) / 2, right - 2].every((across) => {
      const upmost = document.elementFromPoint(across, middle);
      return upmost && (owner.contains(upmost) || upmost.contains(owner));
    });
  };
  const clipOf = (owner) => owner.closest(".scroll");
  const look = () => {
    for (const text of texts) {
      if (text.seen.size === text.count) continue;
      const clip = clipOf(text.owner)?.getBoundingClientRect();
      spanning(text.node, 0, text.node.length).forEach((line, place) => {
        if (text.seen.has(place)) return;
        const slack = (line.bottom - line.top) * 0.25;
        if (clip && (line.top < clip.top - slack || line.bottom > clip.bottom + slack)) return;
        if (isShown(line, text.owner)) text.seen.add(place);
      });
    }
  };
  const inert = stage.inert;
  stage.inert = false;
  const turned = (box, then) => {
    const before = box.scrollTop;
    const step = turnStep(box);
    for (let at = 0; ; at += step) {
      box.scrollTop = at;
      then();
      if (box.scrollTop < at - 1 || box.scrollTop + box.clientHeight >= box.scrollHeight - 1) break;
    }
    box.scrollTop = before;
  };
  turned(stage, () => {
    const inner = [...stage.querySelectorAll(".scroll")].filter((box) => box.scrollHeight > box.clientHeight + 1);
    if (inner.length) for (const box of inner) turned(box, look);
    else look();
  });
  stage.inert = inert;
  for (const { node, owner, seen, count } of texts) {
    if (seen.size < count) note("not seen whole", `${owner.className || owner.tagName} ${node.data}`);
  }
  return [...faults];
};
