import { renderGraphiQL } from "@graphql-yoga/render-graphiql";
import type { GraphiQLOptions } from "graphql-yoga";
import type { ServerFacts } from "../../schema/context.ts";
import { showEvent } from "./answer.ts";
import { missingLines } from "./missing.ts";
import style from "./page.css" with { type: "text" };
import script from "./page.js" with { type: "text" };
import { fillWords, learnedWords } from "./words.ts";

/** The browser itself holds the page to this: nothing is loaded from elsewhere, nothing is sent elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  "worker-src blob:",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "font-src data:",
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");

/** GraphiQL as one page, with what is not real, what is missing, and the answer as it is being written. */
export function renderPage(options: GraphiQLOptions | undefined, facts: PageFacts): string {
  return renderGraphiQL(options)
    .replace("<head>", () => `<head>\n${head()}`)
    .replace('<div id="root"></div>', () => `${banners(facts)}<div id="root"></div>${answer}`);
}

/** What the page says of the deployment. */
export type PageFacts = Pick<ServerFacts, "emulated" | "sampleMarketData">;

const answer = `<aside id="tramontane-answer" aria-live="polite" hidden></aside>`;

function head(): string {
  const functions = [fillWords, learnedWords, showEvent, missingLines].join("\n");
  return [
    `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    `<script>{\n${functions}\n${script}\n}</script>`,
    `<style>${style}</style>`,
  ].join("\n");
}

/** What is not real, in words that cannot be overlooked. */
export function banners({ emulated, sampleMarketData }: PageFacts): string {
  const says = [
    ...(emulated
      ? [
        "The model is <b>emulated</b>: its answers follow rules. Set MISTRAL_API_KEY for a real one.",
      ]
      : []),
    ...(sampleMarketData
      ? ["Prices are <b>samples</b>, not the market's. Set MARKET_DATA=live for real ones."]
      : []),
  ];
  const unreal = says.length === 0
    ? ""
    : `<div class="tramontane-banner tramontane-unreal" role="note">${says.join(" ")}</div>`;
  return `${unreal}<div class="tramontane-banner" id="tramontane-missing" role="status" hidden></div>`;
}
