// Starts the design system's components; every page works without them.
import { initAll } from "../vendor/govuk-frontend.js";
import { keepDrafts } from "./drafts.js";
import { openReasons } from "./reasons.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

if (window.matchMedia("(max-width: 47.99rem)").matches)
  for (const filter of document.querySelectorAll("[data-closed-on-phone]"))
    filter.open = Boolean(filter.querySelector(".govuk-error-message"));

// The present page of a case is in sight, also where the navigation scrolls sideways.
const here = document.querySelector(".tc-tabs [aria-current]");
const tabs = here?.closest(".tc-tabs");
if (tabs && tabs.scrollWidth > tabs.clientWidth)
  tabs.scrollLeft = here.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;

// A menu closes when one clicks elsewhere or presses Escape.
const menus = () => document.querySelectorAll(".tc-me--wide[open], .tc-menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const form of document.querySelectorAll("form[data-draft-url]")) keepDrafts(form);
openReasons();
