// Keeps what is typed: a few seconds after a change the form goes to its draft address.
// The answer is {"kept": "10:52"} or {"stopped": "why it was not kept"}.
const PAUSE = 3000;
const PAUSE_AFTER_FAILURE = 15000;

export function keepDrafts(form) {
  const state = form.querySelector("[data-draft-state]");
  let timer = 0;
  let sent = text(form);
  let sending = false;

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => document.hidden && keep());

  function later(_, pause = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  }

  async function keep() {
    const now = text(form);
    if (sending || now === sent) return;
    sending = true;
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST",
        body: new URLSearchParams(now),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
        keepalive: now.length < 60000,
      });
      if (!answer.ok) throw new Error(answer.status);
      sent = now;
      show(await answer.json());
    } catch {
      show({ stopped: state?.dataset.failed });
      later(null, PAUSE_AFTER_FAILURE);
    } finally {
      sending = false;
    }
  }

  function show({ kept, stopped }) {
    if (!state) return;
    state.hidden = false;
    state.classList.toggle("tc-draft--stopped", Boolean(stopped));
    state.querySelector("span").textContent = stopped || state.dataset.kept.replace("{time}", kept);
  }
}

function text(form) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
  return new URLSearchParams(fields).toString();
}
