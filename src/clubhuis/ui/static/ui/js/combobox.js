// A <select data-search> becomes a box to type in, after the combobox pattern of WAI-ARIA; the select keeps the value.
let numbers = 0;

export function dressSelects(root) {
  for (const select of root.querySelectorAll("select[data-search]:not([data-dressed])")) dress(select);
}

function dress(select) {
  select.dataset.dressed = "";
  const id = `combobox-${(numbers += 1)}`;
  const frame = document.createElement("div");
  frame.className = "combobox";
  const chosen = document.createElement("div");
  chosen.className = "combobox-chosen";
  const box = document.createElement("input");
  box.type = "text";
  box.autocomplete = "off";
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", id);
  box.placeholder = select.dataset.search;
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) box.setAttribute(name, select.getAttribute(name));
  }
  const list = document.createElement("ul");
  list.className = "combobox-list";
  list.id = id;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  if (label) {
    box.id = `${select.id}-search`;
    label.htmlFor = box.id;
    list.setAttribute("aria-label", label.textContent.trim());
  }
  if (select.multiple) list.setAttribute("aria-multiselectable", "true");
  select.hidden = true;
  select.after(frame);
  frame.append(chosen, box, list);
  let active = -1;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const options = () => [...list.querySelectorAll('[role="option"]')];

  function tell() {
    const picked = [...select.selectedOptions].filter((option) => option.value);
    if (!select.multiple) {
      box.value = picked[0]?.text ?? "";
      return;
    }
    chosen.replaceChildren(
      ...picked.map((option) => {
        const tag = document.createElement("button");
        tag.type = "button";
        tag.className = "tag";
        tag.textContent = `${option.text} ×`;
        tag.addEventListener("click", () => {
          option.selected = false;
          changed();
          box.focus();
        });
        return tag;
      }),
    );
  }

  function changed() {
    tell();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function show(query) {
    const wanted = plain(query);
    const fitting = [...select.options].filter((option) => option.value && plain(option.text).includes(wanted)).slice(0, 60);
    list.replaceChildren(
      ...fitting.map((option, number) => {
        const item = document.createElement("li");
        item.id = `${id}-${number}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(option.selected));
        item.textContent = option.text;
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          pick(option);
        });
        item.option = option;
        return item;
      }),
    );
    active = -1;
    list.hidden = fitting.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    box.removeAttribute("aria-activedescendant");
  }

  function hide() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function pick(option) {
    option.selected = select.multiple ? !option.selected : true;
    if (select.multiple) box.value = "";
    hide();
    changed();
  }

  function move(step) {
    const items = options();
    if (!items.length) return;
    items[active]?.removeAttribute("data-active");
    active = (active + step + items.length) % items.length;
    items[active].dataset.active = "";
    items[active].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", items[active].id);
  }

  box.addEventListener("focus", () => box.select());
  box.addEventListener("click", () => show(""));
  box.addEventListener("input", () => show(box.value));
  box.addEventListener("blur", () => {
    hide();
    if (!select.multiple && !box.value.trim() && select.querySelector('option[value=""]')) {
      if (select.value) {
        select.value = "";
        changed();
      }
    }
    tell();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show("");
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !list.hidden && options()[Math.max(active, 0)]) {
      event.preventDefault();
      pick(options()[Math.max(active, 0)].option);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      hide();
    } else if (event.key === "Backspace" && select.multiple && !box.value) {
      const last = [...select.selectedOptions].at(-1);
      if (last) {
        last.selected = false;
        changed();
      }
    }
  });
  select.form?.addEventListener("reset", () => setTimeout(tell));
  tell();
}
