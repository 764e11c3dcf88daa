// Starts the window: chooses the platform and mounts the window on it.
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/components.css";
import { mount } from "svelte";
import App from "./app/App.svelte";
import { choosePlatform } from "./platform";

const target = document.getElementById("app");
if (target) {
  const choice = await choosePlatform(new URL(window.location.href));
  if ("platform" in choice) mount(App, { target, props: { platform: choice.platform } });
  else mount(choice.Picker, { target, props: { states: choice.states } });
}
