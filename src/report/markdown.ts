import { micromark } from "micromark";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";
import { type Html, trusted } from "./html.ts";

const options = {
  // Images would be fetched from elsewhere: they become links.
  extensions: [gfmTable(), { disable: { null: ["labelStartImage"] } }],
  htmlExtensions: [gfmTableHtml()],
};

/**
 * A model's Markdown as HTML that is safe to show: HTML in it is text, addresses other than http and https are gone,
 * nothing is fetched. Its headings begin at the third level, below those of the page.
 */
export function markdownHtml(markdown: string): Html {
  const safe = micromark(markdown.toWellFormed(), options)
    // Every `<` that was text is escaped by now: what is found here is markup that was just made.
    .replace(/<a href="([^"]*)"( title="[^"]*")?>/g, (_, href: string) => linkTag(href))
    .replace(/<(\/?)h[12]>/g, "<$1h3>");
  return trusted(safe);
}

const linkTag = (href: string) =>
  isWeb(href) ? `<a href="${href}" rel="noopener noreferrer">` : "<a>";

/** True for an address that a reader may be sent to. */
export function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}
