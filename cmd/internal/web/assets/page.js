// A button to copy beside everything that is made to be pasted, and keys: "/" goes
// to the question. The page is whole without it.
"use strict";
for (const text of document.querySelectorAll("dl.ready .copy, .cite .copy, .verdict .copy")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copies";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy: " + text.textContent.slice(0, 80));
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "what";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = "copied";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = "selected: press Ctrl+C";
    }
  });
  text.after(" ", button, " ", said);
}
document.addEventListener("keydown", (e) => {
  const field = document.querySelector("#q, #text, #like");
  if (e.key === "/" && field && !e.ctrlKey && !e.metaKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
    e.preventDefault();
    field.focus();
  }
});
