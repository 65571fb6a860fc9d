import { after, before } from "node:test";
import { sharedWithAnalyst, type TestStack } from "../support/test-stack.ts";
import { agUiInterrupts } from "./ag-ui-interrupts.ts";
import { agUiRefusals } from "./ag-ui-refusals.ts";
import { agUiRuns } from "./ag-ui-runs.ts";
import { copilotKit } from "./copilotkit.ts";

let t: TestStack & { analyst: string };
before(async () => {
  t = await sharedWithAnalyst();
});
after(() => t[Symbol.asyncDispose]());

agUiRuns(() => t);
agUiInterrupts(() => t);
agUiRefusals(() => t);
copilotKit(() => t);
