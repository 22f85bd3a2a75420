// In "Who sees what" a sign opens its reason on a click, natively; here also on hover and focus.
const WAIT = 180;

export function openReasons() {
  for (const button of document.querySelectorAll("button.tc-why[popovertarget]")) watch(button);
}

function watch(button) {
  const box = document.getElementById(button.getAttribute("popovertarget"));
  if (!box?.showPopover) return;
  let timer = 0;
  let openedByUs = false;

  const open = () => {
    openedByUs = !box.matches(":popover-open");
    if (openedByUs) box.showPopover({ source: button });
  };
  const close = () => {
    clearTimeout(timer);
    if (openedByUs && box.matches(":popover-open")) box.hidePopover();
    openedByUs = false;
  };
  button.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse") timer = setTimeout(open, WAIT);
  });
  button.addEventListener("pointerleave", close);
  button.addEventListener("focus", () => button.matches(":focus-visible") && open());
  button.addEventListener("blur", close);
  // A click on a reason that hover has opened keeps it open.
  button.addEventListener("click", (event) => {
    if (!openedByUs) return;
    event.preventDefault();
    openedByUs = false;
  });
}
