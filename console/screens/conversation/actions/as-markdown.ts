import type { ConversationEntry, ConversationTurn } from "@tramontane/client/store";

/** The text of an entry, by its id. */
type TextOf = (id: string) => string;

/** A conversation as one Markdown text: turns, messages, and tool calls with their arguments and results. */
export function asMarkdown(
  title: string,
  turns: readonly ConversationTurn[],
  textOf: TextOf,
): string {
  const parts = turns.flatMap(({ number, status, entries, failure }) => [
    `## ${number === null ? "Turn" : `Turn ${number}`} (${status.toLowerCase()})`,
    ...entries.map((entry) => entryText(entry, textOf)),
    ...(failure ? [`**Failed:** ${failure.code} ${failure.message}`] : []),
  ]);
  return `${[`# ${title}`, ...parts].join("\n\n")}\n`;
}

function entryText(entry: ConversationEntry, textOf: TextOf): string {
  switch (entry.type) {
    case "message": {
      const { author } = entry;
      const by = entry.role === "USER"
        ? "User"
        : author
        ? `${author.name}@${author.version}`
        : "Agent";
      return `**${by}:**\n\n${textOf(entry.id)}`;
    }
    case "handoff":
      return `*${entry.from.name} hands over to ${entry.to?.name ?? "another agent"}*`;
    case "tool-call": {
      const { name, status } = entry;
      const result = entry.result === null ? "" : `\n\n${fenced(entry.result)}`;
      return `**Tool ${name}** (${status.toLowerCase()})\n\n${
        fenced(JSON.stringify(entry.arguments, null, 2))
      }${result}`;
    }
  }
}

/** A text as code, with a fence that is longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([sign]) => sign.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
