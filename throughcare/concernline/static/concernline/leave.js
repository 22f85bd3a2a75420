// "Leave this page": the page goes out of the tab's history, and Escape pressed three times leaves.
const way = document.querySelector("[data-leave]");
const leave = () => {
  document.body.hidden = true;
  window.location.replace(way.href);
};
way.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
let pressed = 0;
document.addEventListener("keydown", (event) => {
  pressed = event.key === "Escape" ? pressed + 1 : 0;
  if (pressed === 3) leave();
});
