import { defineCommand } from "../command/define-command.ts";
import { exampleNames, isExample } from "../example/examples.ts";
import { serverOption } from "../graphql-address.ts";

/** `tramontane example`. */
export const example = defineCommand({
  name: "example",
  summary: "Runs an example of a front end against the running service",
  words: exampleNames.join("|"),
  maxWords: 1,
  options: { url: serverOption },
  notes: "It packs the packages of clients/, installs the example once with npm, registers the " +
    "agents of examples/agents and starts the example's dev server; Ctrl-C ends it.",
  check: ({ words: [name] }) =>
    name !== undefined && isExample(name)
      ? []
      : [`the first argument must be one of ${exampleNames.join(", ")}`],
  async run({ values, words: [name = ""] }) {
    const { runExample } = await import("../example/run-example.ts");
    const { serverAddress } = await import("../server-address.ts");
    if (!isExample(name)) return 2;
    return await runExample(name, values.url ?? await serverAddress());
  },
});
