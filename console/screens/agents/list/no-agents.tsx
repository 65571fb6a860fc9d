import { LoadSamplesButton } from "../../../samples/load-samples-button.tsx";
import { Empty } from "../../../ui/notice.tsx";

const operation = `mutation {
  registerAgent(input: {
    idempotencyKey: "a new key", name: "market-assistant", alias: "stable"
    model: "mistral-medium-latest"
    instructions: { text: "Answer in Markdown, from the results of your tools alone." }
    tools: [{ server: "prices", name: "get_current_stock_price", policy: AUTO }]
  }) {
    ... on RegisterAgentPayload { created version { number } }
    ... on UserError { message }
  }
}`;

/** The list without agents. */
export function NoAgents({ onLoaded }: { onLoaded: () => void }) {
  return (
    <Empty title="No agent is registered." operation={operation}>
      <LoadSamplesButton onLoaded={onLoaded} />
    </Empty>
  );
}
