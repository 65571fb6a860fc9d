// Shows the component of a snippet for a conversation: `?page=react-chat.tsx&id=conversation_...`.
const { page, id } = Object.fromEntries(new URLSearchParams(location.search));
const target = document.getElementById("root");

async function render(Chat, properties) {
  const { createElement, StrictMode } = await import("react");
  const { createRoot } = await import("react-dom/client");
  createRoot(target).render(createElement(StrictMode, null, createElement(Chat, properties)));
}

const show = {
  "react-chat.tsx": async () => render((await import("./react-chat.tsx")).Chat, { id }),
  "ai-sdk.tsx": async () => {
    const { Chat, transport } = await import("./ai-sdk.tsx");
    await render(Chat, { id, messages: await transport.loadMessages(id) });
  },
  "VueChat.vue": async () => {
    const { createApp } = await import("vue");
    createApp((await import("./VueChat.vue")).default, { id }).mount(target);
  },
  "SvelteChat.svelte": async () => {
    const { mount } = await import("svelte");
    mount((await import("./SvelteChat.svelte")).default, { target, props: { id } });
  },
};
await show[page]();
