import { contentOf, type EventBody, outputOf, type TextItem } from "./items.ts";
import type { Line } from "./line.ts";

/** The events of a line; `item` is what it is after the line. There are `eventsOf[line.line]` of them. */
export function lineEvents(line: Line, item: TextItem): EventBody[] {
  const at = { item_id: item.id, output_index: item.index, content_index: 0 };
  const text = item.kind === "message" ? "response.output_text" : "response.reasoning_text";
  switch (line.line) {
    case "begin":
      return [
        itemEvent("added", item.index, outputOf(item, "in_progress")),
        { type: "response.content_part.added", ...at, part: contentOf(item) },
      ];
    case "piece":
      return [{ type: `${text}.delta`, ...at, delta: line.text, ...logprobsOf(item) }];
    case "annotation": {
      const annotation_index = item.annotations.length - 1;
      const type = "response.output_text.annotation.added";
      return [{ type, ...at, annotation_index, annotation: line.annotation }];
    }
    case "end":
      return [
        { type: `${text}.done`, ...at, text: item.text, ...logprobsOf(item) },
        { type: "response.content_part.done", ...at, part: contentOf(item) },
        itemEvent("done", item.index, outputOf(item, line.status)),
      ];
  }
}

/** The event that begins or ends an item. */
export const itemEvent = (what: "added" | "done", index: number, item: object): EventBody => ({
  type: `response.output_item.${what}`,
  output_index: index,
  item,
});

/** Required by clients for answers, unknown for reasoning. Tramontane has none. */
const logprobsOf = ({ kind }: TextItem) => kind === "message" ? { logprobs: [] } : {};
