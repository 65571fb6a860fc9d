import { LoadSamplesButton } from "../../samples/load-samples-button.tsx";
import { Empty } from "../../ui/notice.tsx";

const operation = `mutation {
  startConversation(input: {
    idempotencyKey: "a-new-key-for-each-conversation"
    agent: "my-agent"
    content: [{ text: "Hello" }]
  }) {
    ... on StartConversationPayload { conversation { id } }
    ... on UserError { message }
  }
}`;

/** What the list shows when it has nothing. */
export function NoConversations(
  { isFiltered, onLoaded }: { isFiltered: boolean; onLoaded: () => void },
) {
  if (isFiltered) return <Empty title="No conversation matches the filters." />;
  return (
    <Empty title="There are no conversations yet." operation={operation}>
      <LoadSamplesButton onLoaded={onLoaded} />
    </Empty>
  );
}
