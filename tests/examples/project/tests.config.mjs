// The configuration that docs/integrate.md shows, with the plugins of all snippets and the port of the test.
import process from "node:process";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import vue from "@vitejs/plugin-vue";
import shown from "./vite.config.ts";

export default {
  plugins: [...shown.plugins, vue(), svelte()],
  server: { ...shown.server, port: Number(process.env.PORT), strictPort: true },
};
