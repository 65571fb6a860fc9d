import { type RefObject, useEffect } from "react";
import { findText } from "./find-text.ts";

/** The name of the highlight in `report.module.css`. */
const name = "research-marked";

/**
 * Marks texts in an element, as it is shown: the browser's own highlight changes no element, and needs no style of its own.
 * A browser without it shows the notes only. Markdown is rendered later, so the element is watched.
 */
export function useMarkedText(
  element: RefObject<HTMLElement | null>,
  texts: readonly string[],
): void {
  const key = JSON.stringify(texts);
  useEffect(() => {
    const root = element.current;
    const wanted: string[] = JSON.parse(key);
    if (!root || wanted.length === 0 || typeof Highlight === "undefined") return;
    let own: Range[] = [];
    const mark = () => {
      clear(own);
      own = wanted.flatMap((text) => rangesOf(root, text));
      const all = CSS.highlights.get(name) ?? new Highlight();
      for (const range of own) all.add(range);
      CSS.highlights.set(name, all);
    };
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      clear(own);
    };
  }, [element, key]);
}

function clear(ranges: readonly Range[]) {
  const all = CSS.highlights.get(name);
  for (const range of ranges) all?.delete(range);
}

function rangesOf(root: HTMLElement, text: string): Range[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Node[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return findText(nodes.map(({ nodeValue }) => nodeValue ?? ""), text).flatMap(({ from, to }) => {
    const [first, last] = [nodes[from.node], nodes[to.node]];
    if (!first || !last) return [];
    const range = new Range();
    range.setStart(first, from.offset);
    range.setEnd(last, to.offset);
    return [range];
  });
}
