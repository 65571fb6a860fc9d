import { LoadSamplesButton } from "../../../samples/load-samples-button.tsx";
import { Empty } from "../../../ui/notice.tsx";

const operation = `mutation {
  registerAgent(input: {
    idempotencyKey: "a new key", name: "careful", model: "mistral-medium-latest", alias: "stable"
    instructions: { text: "Answer from your tools." }
    tools: [{ server: "prices", name: "get_current_stock_price", policy: ASK }]
  }) { __typename }
  startConversation(input: {
    idempotencyKey: "another new key", agent: "careful"
    content: [{ text: "What does NVDA cost?" }]
  }) { __typename }
}`;

/** The inbox without calls. */
export function NothingWaits({ isFiltered, hasAside }: { isFiltered: boolean; hasAside: boolean }) {
  if (isFiltered) return <Empty title="No call that matches these filters waits." />;
  if (hasAside) return <Empty title="Nothing else waits for a decision." />;
  return (
    <Empty title="Nothing waits for a decision." operation={operation}>
      <p>A call of a tool with the policy ASK waits here, as one of this agent does.</p>
      {/* The inbox follows its stream: what the samples ask for appears by itself. */}
      <LoadSamplesButton onLoaded={() => {}} />
    </Empty>
  );
}
