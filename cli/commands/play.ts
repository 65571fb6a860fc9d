import { defineCommand } from "../command/define-command.ts";

/** `tramontane play`. */
export const play = defineCommand({
  name: "play",
  summary: "Prints a recorded stream at the pace of the recording",
  words: "<file>",
  maxWords: 1,
  options: {
    speed: { type: "text", example: "4", default: "1", description: "factor of the pace" },
    "most-wait": { type: "text", example: "MS", description: "longest pause" },
    json: { type: "flag", description: "print the events as JSON" },
  },
  check: ({ values, words }) => [
    ...(words.length === 0 ? ["which file? It is missing"] : []),
    ...(Number(values.speed) > 0 ? [] : [`--speed is ${values.speed}; use a number above 0`]),
  ],
  async run({ values, words: [file = ""] }) {
    const { play } = await import("../../clients/typescript/mod.ts");
    const { eventLine } = await import("../recording/event-line.ts");
    const options = {
      speed: Number(values.speed),
      maxWaitMs: Number(values["most-wait"] ?? Infinity),
    };
    const events = play<Parameters<typeof eventLine>[0]>(await Deno.readTextFile(file), options);
    for await (const event of events) {
      console.log(values.json ? JSON.stringify(event) : eventLine(event));
    }
    return 0;
  },
});
