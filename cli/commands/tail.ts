import { feedKinds } from "../../protocol/feed/feed-item.ts";
import { defineCommand } from "../command/define-command.ts";
import { serverOption } from "../graphql-address.ts";

const kindsOf = (text: string | null = "") => (text ?? "").split(",").filter(Boolean);
const unknown = (text: string | null) =>
  kindsOf(text).filter((kind) => !(feedKinds as readonly string[]).includes(kind));

/** `tramontane tail`. */
export const tail = defineCommand({
  name: "tail",
  summary: "Prints what begins, changes and ends, as it takes place, until Ctrl-C",
  options: {
    kinds: {
      type: "text",
      example: "TURN_CHANGED,FIRING_CHANGED",
      description: "Only these kinds of items, separated by commas",
    },
    agent: { type: "text", example: "analyst", description: "Only items about this agent" },
    "from-start": { type: "flag", description: "From the oldest stored item on" },
    url: serverOption,
    json: { type: "flag", description: "One JSON object per line" },
  },
  notes: `Kinds: ${feedKinds.join(", ")}.\n` +
    "TRAMONTANE_TOKEN is the credential of an API that needs one.",
  check: ({ values }) => {
    const wrong = unknown(values.kinds);
    return wrong.length === 0 ? [] : [`there are no kinds ${wrong.join(", ")}`];
  },
  async run({ values }) {
    const { tail } = await import("../tail/tail.ts");
    const { atServer } = await import("../at-server.ts");
    const stopped = new AbortController();
    Deno.addSignalListener("SIGINT", () => stopped.abort());
    const options = {
      kinds: kindsOf(values.kinds) as never,
      agent: values.agent ?? null,
      fromStart: values["from-start"] ?? false,
      json: values.json ?? false,
    };
    const { signal } = stopped;
    await atServer(values.url, (url) => tail(url, options, { print: console.log, signal }))
      .catch((error) => {
        if (!signal.aborted) throw error;
      });
    return 0;
  },
});
