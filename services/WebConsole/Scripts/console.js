// The console works without this script: it moves the focus to errors, ignores a second click on a button, and warns before an idle session ends.
import { Button, CharacterCount, ErrorSummary, createAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(ErrorSummary);
createAll(Button, { preventDoubleClick: true });
createAll(CharacterCount, {
  i18n: {
    charactersUnderLimit: { one: "Il reste %{count} caractère.", other: "Il reste %{count} caractères." },
    charactersAtLimit: "Il ne reste aucun caractère.",
    charactersOverLimit: { one: "%{count} caractère de trop.", other: "%{count} caractères de trop." },
  },
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const idle = document.querySelector("[data-idle-warning]");
if (idle) {
  warnBeforeEnd(idle);
}

// The server decides when a session ends; the page only counts from its own loading, so that a wrong clock of the machine does not matter.
function warnBeforeEnd(dialog) {
  const warnAfter = Number(dialog.dataset.idleWarning) * 1000;
  let timer = window.setTimeout(show, warnAfter);
  const stay = dialog.querySelector("form");
  const ended = dialog.querySelector("[data-idle-ended]");
  stay.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(stay.action, { method: "POST", body: new URLSearchParams(new FormData(stay)), redirect: "manual" }).catch(() => null);
    if (answer?.status === 204) {
      dialog.close();
      timer = window.setTimeout(show, warnAfter);
    } else {
      // The page stays, with what is written in it: sending it asks to sign in again and loses nothing.
      stay.hidden = true;
      ended.hidden = false;
      ended.querySelector("button").focus();
    }
  });

  function show() {
    window.clearTimeout(timer);
    dialog.showModal();
  }
}
