import { defineCommand } from "../command/define-command.ts";

/** `tramontane demo`. */
export const demo = defineCommand({
  name: "demo",
  summary: "Runs a conversation, kills the worker in the middle of an answer, and compares the log",
  options: {},
  async run() {
    const { demo } = await import("../demo/demo.ts");
    return await demo();
  },
});
