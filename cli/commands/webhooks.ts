import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { feedKinds } from "../../protocol/feed/feed-item.ts";
import { defineCommand } from "../command/define-command.ts";
import { serverOption } from "../graphql-address.ts";

const kindsOf = (text: string | null = "") => (text ?? "").split(",").filter(Boolean);
const isSecret = (text: string) =>
  /^whsec_[A-Za-z0-9+/]+=*$/.test(text) && Buffer.from(text.slice(6), "base64").length >= 24;

/** `tramontane webhooks`. */
export const webhooks = defineCommand({
  name: "webhooks",
  summary: "Forwards the feed to a receiver on this machine, signed as a webhook, until Ctrl-C",
  words: "listen",
  maxWords: 1,
  options: {
    forward: {
      type: "text",
      example: "http://localhost:3000/hook",
      description: "Address of the receiver",
    },
    kinds: {
      type: "text",
      example: "TURN_CHANGED,APPROVAL_CHANGED",
      description: "Only these kinds of items, separated by commas",
    },
    agent: { type: "text", example: "analyst", description: "Only items about this agent" },
    url: serverOption,
  },
  notes:
    "It needs no public address, and makes no webhook. WEBHOOK_SECRET is the secret that signs " +
    "(whsec_...); without it, a new one is printed.\n" +
    "TRAMONTANE_TOKEN is the credential of an API that needs one.",
  check: ({ words, values: { forward, kinds } }) => {
    const wrong = kindsOf(kinds).filter((kind) => !(feedKinds as readonly string[]).includes(kind));
    const given = Deno.env.get("WEBHOOK_SECRET");
    return [
      ...(words[0] === "listen" ? [] : ["say listen"]),
      ...(forward && /^https?:$/.test(URL.parse(forward)?.protocol ?? "")
        ? []
        : ["listen needs --forward with an http(s) address"]),
      ...(wrong.length === 0 ? [] : [`there are no kinds ${wrong.join(", ")}`]),
      ...(given === undefined || isSecret(given)
        ? []
        : ["WEBHOOK_SECRET is no secret: whsec_ and the base64 of 24 bytes or more"]),
    ];
  },
  async run({ values }) {
    const { listen } = await import("../webhooks/listen.ts");
    const { atServer } = await import("../at-server.ts");
    const stopped = new AbortController();
    Deno.addSignalListener("SIGINT", () => stopped.abort());
    const { signal } = stopped;
    const given = Deno.env.get("WEBHOOK_SECRET");
    const options = {
      forward: values.forward ?? "",
      kinds: kindsOf(values.kinds) as never,
      agent: values.agent ?? null,
      secret: given ?? `whsec_${randomBytes(32).toString("base64")}`,
      isNew: given === undefined,
    };
    await atServer(values.url, (url) => listen(url, options, { print: console.log, signal }))
      .catch((error) => {
        if (!signal.aborted) throw error;
      });
    return 0;
  },
});
