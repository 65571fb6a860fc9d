import { Chat } from "./chat.tsx";

/** A chat has its id in the address: a reload and a bookmark find it again. */
export default async function Page(
  { searchParams }: { searchParams: Promise<{ chat?: string }> },
) {
  const { chat = crypto.randomUUID() } = await searchParams;
  return <Chat key={chat} id={chat} />;
}
