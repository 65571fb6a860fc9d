import type { Conversation } from "@tramontane/react";
import { lazy, Suspense } from "react";
import { classes } from "../../ui/classes.ts";
import { Loading } from "../../ui/loading.tsx";
import { Composer } from "./composer/composer.tsx";
import { Inspector } from "./inspector/inspector.tsx";
import { usePlace } from "./place.ts";
import { Travel } from "./travel/travel.tsx";
import { TranscriptView } from "./transcript/transcript-view.tsx";
import type { ConversationDetails } from "./use-details.ts";
import css from "./conversation.module.css";

/** The timeline is a chunk of its own: most visits read the transcript. */
const TimelinePanel = lazy(async () => ({
  default: (await import("./timeline/timeline-panel.tsx")).TimelinePanel,
}));

/** The selected view, with the inspector next to it, and the composer below. On a phone the inspector covers the view. */
export function Views(
  { conversation, details, isStale }: {
    conversation: Conversation;
    details: ConversationDetails | null;
    /** True: the API cannot be reached, and what is shown is old. */
    isStale: boolean;
  },
) {
  const { place } = usePlace();
  const isInspecting = place.entry !== null || place.turn !== null;
  return (
    <div
      className={classes(css["body"], isInspecting && css["inspecting"], isStale && css["stale"])}
    >
      <div className={css["main"]}>
        {conversation.status === "loading"
          ? <Loading what="the conversation" />
          : place.view === "transcript"
          ? (
            <TranscriptView
              conversation={conversation}
              forkedFrom={details?.forkedFrom?.id ?? null}
            />
          )
          : (
            <Suspense fallback={<Loading what="the timeline" />}>
              <TimelinePanel conversation={conversation} />
            </Suspense>
          )}
        <Travel conversation={conversation} />
        <Composer conversation={conversation} details={details} />
      </div>
      {isInspecting && <Inspector conversation={conversation} />}
    </div>
  );
}
