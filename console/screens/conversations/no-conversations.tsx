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

/** What the list shows when it has nothing. `isOfSamples`: what it looks for can be loaded. */
export function NoConversations(
  { isFiltered, isOfSamples, onProgress }: {
    isFiltered: boolean;
    isOfSamples: boolean;
    onProgress: (isUnderWay: boolean) => void;
  },
) {
  const samples = <LoadSamplesButton onProgress={onProgress} />;
  if (isFiltered) {
    return <Empty title="No conversation matches the filters.">{isOfSamples && samples}</Empty>;
  }
  return <Empty title="There are no conversations yet." operation={operation}>{samples}</Empty>;
}
