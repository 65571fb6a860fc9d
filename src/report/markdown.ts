import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";
import { type Html, trusted } from "./html.ts";

const options = {
  // Images would be fetched from elsewhere: they become links.
  extensions: [gfmTable(), { disable: { null: ["labelStartImage"] } }],
  htmlExtensions: [gfmTableHtml()],
};

/** Characters, also of references such as `&#x202e;`, that would show the digits after them in another order. */
const overrides = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A model's Markdown as safe HTML: HTML in it is text, URLs other than http and https are removed, nothing is fetched.
 * Its headings begin at the third level, below those of the page, and leave no level out.
 */
export function markdownHtml(markdown: string): Html {
  // Every `<` of the text is escaped by the renderer, so each match is its own markup.
  const safe = micromark(markdown.toWellFormed(), options).replace(overrides, "")
    .replace(/<a href="([^"]*)"( title="[^"]*")?>/g, (_, href: string) => linkTag(href));
  return trusted(boxed(leveled(safe)));
}

const linkTag = (href: string) =>
  isWeb(href) ? `<a href="${href}" rel="noopener noreferrer">` : "<a>";

/** Headings from the third level on: each is one level below the nearest one before it that is above it. */
function leveled(markup: string): string {
  const above: number[] = [];
  return markup.replace(/<(\/?)h([1-6])>/g, (_, close: string, digit: string) => {
    const level = Number(digit);
    if (!close) {
      while (above.length > 0 && above.at(-1)! >= level) above.pop();
      above.push(level);
    }
    return `<${close}h${Math.min(6, 2 + above.length)}>`;
  });
}

/** Wide tables and code scroll inside of their boxes, also by keyboard; the cells of a table's head are headers. */
function boxed(markup: string): string {
  return markup
    .replace(/<th( align="\w+")?><\/th>/g, "<td$1></td>")
    .replace(/<th( align="\w+")?>/g, '<th scope="col"$1>')
    .replaceAll("<table>", '<div class="scroll" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>")
    .replaceAll("<pre>", '<pre tabindex="0">');
}

/** True for a URL that a reader may follow. */
export function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}
