import { type ComponentType, lazy, Suspense } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { Guarded } from "../ui/guarded.tsx";
import { Loading } from "../ui/loading.tsx";
import { NotFound } from "./not-found.tsx";
import { ScreenFault } from "./screen-fault.tsx";

/** Loads a screen when it is first shown: each is a chunk of its own. */
const screen = <Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
) => lazy(async () => ({ default: (await load())[name] }));

/** Each screen with the paths that show it, below `/console`. A deep link is a path and its parameters. */
const screens: readonly { paths: readonly string[]; Screen: ComponentType }[] = [
  {
    paths: ["/conversations"],
    Screen: screen(
      () => import("../screens/conversations/conversations.tsx"),
      "ConversationsScreen",
    ),
  },
  {
    paths: ["/conversations/:id"],
    Screen: screen(() => import("../screens/conversation/conversation.tsx"), "ConversationScreen"),
  },
  {
    paths: ["/approvals"],
    Screen: screen(() => import("../screens/approvals/approvals.tsx"), "ApprovalsScreen"),
  },
  {
    paths: ["/research", "/research/:id"],
    Screen: screen(() => import("../screens/research/research.tsx"), "ResearchScreen"),
  },
  {
    paths: ["/schedules", "/schedules/:id"],
    Screen: screen(() => import("../screens/schedules/schedules.tsx"), "SchedulesScreen"),
  },
  {
    paths: ["/webhooks", "/webhooks/:id"],
    Screen: screen(() => import("../screens/webhooks/webhooks.tsx"), "WebhooksScreen"),
  },
  {
    paths: ["/agents", "/agents/:name"],
    Screen: screen(() => import("../screens/agents/agents.tsx"), "AgentsScreen"),
  },
  {
    paths: ["/tools"],
    Screen: screen(() => import("../screens/tools/tools.tsx"), "ToolsScreen"),
  },
  {
    paths: ["/usage"],
    Screen: screen(() => import("../screens/usage/usage.tsx"), "UsageScreen"),
  },
  {
    paths: ["/system"],
    Screen: screen(() => import("../screens/system/system.tsx"), "SystemScreen"),
  },
  {
    paths: ["/search"],
    Screen: screen(() => import("../screens/search/search.tsx"), "SearchScreen"),
  },
];

/** The screen of the address. A fault in it ends with the address. */
export function Screens() {
  const [path] = useLocation();
  return (
    <Guarded of={path} instead={(error, again) => <ScreenFault {...{ error, again }} />}>
      <Suspense fallback={<Loading what="the page" />}>
        <Switch>
          <Route path="/">
            <Redirect to="/conversations" replace />
          </Route>
          {screens.flatMap(({ paths, Screen }) =>
            paths.map((path) => <Route key={path} path={path} component={Screen} />)
          )}
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </Guarded>
  );
}
