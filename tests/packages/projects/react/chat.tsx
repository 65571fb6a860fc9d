import { createClient } from "@tramontane/client";
import { TramontaneProvider, useConversation, useEntryText } from "@tramontane/react";

const client = createClient({ url: "/graphql", token: () => Promise.resolve("token") });

function Message({ id }: { id: string }) {
  return <p>{useEntryText(id)}</p>;
}

function Chat({ id }: { id: string }) {
  const { entries, status, connection, send, cancel } = useConversation(id);
  return (
    <main aria-busy={status === "running"}>
      {entries.map((entry) => <Message key={entry.key} id={entry.id} />)}
      <output>{connection.state}</output>
      <button type="button" onClick={() => void send("Hello")}>Send</button>
      <button type="button" onClick={() => void cancel()}>Stop</button>
    </main>
  );
}

export default function App() {
  return (
    <TramontaneProvider client={client}>
      <Chat id="conversation" />
    </TramontaneProvider>
  );
}
