import { useConversation } from "@tramontane/react";
import { useEffect } from "react";
import { Link } from "wouter";
import { links } from "../../app/links.ts";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { fullTime } from "../../ui/time.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { Actions } from "./actions/actions.tsx";
import { DetailsLine } from "./details-line.tsx";
import { usePlace, type View } from "./place.ts";
import { useConversationDetails } from "./use-details.ts";
import { useKnownAt } from "./use-known-at.ts";
import { useReadOut } from "./use-read-out.ts";
import { Views } from "./views.tsx";
import css from "./conversation.module.css";

const tabs: readonly { name: View; title: string }[] = [
  { name: "transcript", title: "Transcript" },
  { name: "timeline", title: "Timeline" },
  { name: "events", title: "Events" },
];

/** A conversation: all of it is shown from one live state, so that a past one is shown in the same way. */
export function ConversationPage({ id }: { id: string }) {
  const conversation = useConversation(id);
  const { place, setView } = usePlace();
  const details = useConversationDetails(conversation);
  const { setAt, status, fault } = conversation;
  useReadOut(conversation);
  const knownAt = useKnownAt(conversation);
  useEffect(() => {
    if (status !== "loading") setAt(place.at);
  }, [setAt, place.at, status === "loading"]);
  if (status === "missing") return <Missing />;
  const title = details
    ? details.title ?? details.firstText ?? "Conversation"
    : conversation.title ?? "Conversation";
  const above = <Link href={links.conversations}>Conversations</Link>;
  return (
    <Page
      title={title}
      isWhole
      above={above}
      actions={<Actions conversation={conversation} details={details} title={title} />}
    >
      <DetailsLine conversation={conversation} details={details} />
      {fault && <Notice kind="fault">{fault.message}</Notice>}
      {knownAt !== null && (
        <Notice>
          The API cannot be reached. The page shows the state of{" "}
          {fullTime(new Date(knownAt).toISOString())}{" "}
          and goes on by itself. What you send is kept until then.
        </Notice>
      )}
      <div className={css["tabs"]}>
        <Tabs label="View" tabs={tabs} selected={place.view} onSelect={setView} />
      </div>
      <Views conversation={conversation} details={details} isStale={knownAt !== null} />
    </Page>
  );
}

function Missing() {
  return (
    <Page
      title="No such conversation"
      above={<Link href={links.conversations}>Conversations</Link>}
    >
      <p>There is no conversation with this id, or it is not yours to read.</p>
    </Page>
  );
}
