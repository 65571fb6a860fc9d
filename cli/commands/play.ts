import { defineCommand } from "../command/define-command.ts";

/** `tramontane play`. */
export const play = defineCommand({
  name: "play",
  summary: "Prints a recorded stream at the pace of the recording",
  words: "<file>",
  maxWords: 1,
  options: {
    speed: { type: "text", example: "4", default: "1", description: "factor of the pace" },
    "max-wait": { type: "text", example: "MS", description: "longest pause, in ms" },
    json: { type: "flag", description: "print the events as JSON" },
  },
  check: ({ values, words }) => [
    ...(words.length === 0 ? ["the file is missing"] : []),
    ...(Number(values.speed) > 0 ? [] : [`--speed is ${values.speed}; use a number above 0`]),
    ...(Number(values["max-wait"] ?? 0) >= 0
      ? []
      : [`--max-wait is ${values["max-wait"]}; use a number of milliseconds`]),
  ],
  async run({ values, words: [file = ""] }) {
    const { play } = await import("../../clients/client/mod.ts");
    const { eventLine } = await import("../recording/event-line.ts");
    const options = {
      speed: Number(values.speed),
      maxWaitMs: Number(values["max-wait"] ?? Infinity),
    };
    const events = play<Parameters<typeof eventLine>[0]>(await textOf(file), options);
    for await (const event of events) {
      console.log(values.json ? JSON.stringify(event) : eventLine(event));
    }
    return 0;
  },
});

async function textOf(file: string): Promise<string> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new Error(`there is no file ${file}`);
    throw error;
  }
}
