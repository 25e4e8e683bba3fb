// The browser's end of the workbench: shows the markup that the server sends, keeps focus, charts and open folds where
// they are, follows links and forms over the live connection, and hears the keyboard.

const COOKIE = "waqai";
const THEMES = ["auto", "light", "dark"];
const GO = { KeyE: "events", KeyR: "relations", KeyA: "actors", KeyC: "code", KeyS: "saved", KeyL: "alerts" };

export default {
  template: '<div class="workbench"></div>',
  props: { shown: Object },
  mounted() {
    this.handlers = [
      [document, "click", this.onClick], [document, "submit", this.onSubmit], [document, "change", this.onChange],
      [document, "keydown", this.onKey], [document, "toggle", this.onToggle], [window, "popstate", this.onPop],
    ];
    for (const [on, name, handler] of this.handlers) on.addEventListener(name, handler, name === "toggle");
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    const language = this.shown.address.split("/")[1];
    if (prefs().language !== language) remember({ language });
    this.present(true);
  },
  beforeUnmount() {
    for (const [on, name, handler] of this.handlers) on.removeEventListener(name, handler, name === "toggle");
  },
  watch: { shown() { this.present(false); } },
  methods: {
    present(first) {
      const { html, title, address, push, cookie, toast } = this.shown;
      if (cookie) writeCookie(cookie);
      const before = this.path, language = address.split("/")[1];
      this.path = address.split("?")[0];
      const moved = !first && before !== this.path;
      if (push && push !== location.pathname + location.search) history.pushState(null, "", push);
      document.title = title;
      applyTheme();
      if (document.documentElement.lang !== language) setLanguage(language);
      const source = document.createElement("template");
      source.innerHTML = html;
      morphChildren(this.$el, source.content);
      this.busy(false);
      this.reveal();
      if (moved && !this.stay) this.arrive();
      this.stay = false;
      if (toast) this.toast(toast);
      this.draw();
      this.$el.dataset.serial = this.shown.serial;
      if (this.shown.focus) document.querySelector(this.shown.focus)?.focus();
    },
    // On telephones the navigation is wider than the screen.
    reveal() {
      const row = this.$el.querySelector(".nav ul"), here = row?.querySelector("[aria-current]");
      if (!here || row.scrollWidth <= row.clientWidth) return;
      const [inner, outer] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
      row.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
    },
    arrive() {
      const anchor = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (anchor) return anchor.scrollIntoView();
      scrollTo(0, 0);
      (this.$el.querySelector("main h1") || this.$el.querySelector("main"))?.focus({ preventScroll: true });
    },
    async draw() {
      const plots = this.$el.querySelectorAll("[data-plot]");
      if (!plots.length) return;
      this.plots ||= await import(this.shown.plots);
      const reader = { digits: this.shown.digits, world: this.shown.world, go: this.go };
      this.plots.draw(this.$el.querySelectorAll("[data-plot]"), reader);
    },
    go(address, { push = true } = {}) {
      if (push) history.pushState(null, "", address);
      this.busy(true);
      this.$emit("go", { address: location.pathname + location.search, cookie: readCookie() });
    },
    act(name, fields) {
      this.busy(true);
      this.$emit("act", { name, fields });
    },
    busy(is) {
      clearTimeout(this.waiting);
      if (is) this.waiting = setTimeout(() => document.body.classList.add("is-busy"), 120);
      else document.body.classList.remove("is-busy");
    },
    toast(text) {
      this.busy(false);
      const box = document.createElement("p");
      box.className = "toast";
      box.textContent = text;
      document.getElementById("toasts")?.append(box);
      setTimeout(() => box.remove(), 7000);
    },
    onClick(event) {
      const done = event.target.closest("[data-do]");
      if (done) return this.do(done.dataset.do, done, event);
      const link = event.target.closest("a[href]");
      if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
      if (link.target || link.hasAttribute("download") || "native" in link.dataset) return;
      const to = new URL(link.href.baseVal ?? link.href, location.href);  // links in drawings are objects
      if (to.origin !== location.origin || !/^\/(ar|en)(\/|$)/.test(to.pathname)) return;
      if (to.hash && to.pathname === location.pathname && to.search === location.search) return this.jump(to, event);
      event.preventDefault();
      this.stay = "stay" in link.dataset;
      if (link.dataset.language) remember({ language: link.dataset.language });
      this.go(to.pathname + to.search + to.hash);
    },
    jump(to, event) {
      const target = document.getElementById(decodeURIComponent(to.hash.slice(1)));
      if (!target) return;
      event.preventDefault();
      history.replaceState(null, "", to);
      target.scrollIntoView({ block: "nearest" });
      target.focus();
    },
    onSubmit(event) {
      const form = event.target;
      if (form.method === "dialog" || "native" in form.dataset) return;
      event.preventDefault();
      const fields = Object.fromEntries([...new FormData(form, event.submitter)].filter(([, value]) => typeof value === "string"));
      const act = event.submitter?.dataset.act || form.dataset.act;
      if (act) return this.act(act, fields);
      const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value));
      const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
      this.stay = true;
      this.go(new URL(form.action).pathname + (text ? `?${text}` : ""));
    },
    onChange(event) {
      const field = event.target;
      if (field.type === "file" && field.dataset.upload) return this.upload(field);
      if (field.closest("form[data-live]")) field.form.requestSubmit();
    },
    async upload(field) {
      if (!field.files[0]) return;
      this.busy(true);
      const body = new FormData(field.form);
      const answer = await fetch(field.dataset.upload, { method: "POST", body });
      const found = await answer.json();
      field.value = "";
      if (found.address) this.go(found.address);
      else this.toast(found.problem || answer.statusText);
    },
    onToggle(event) {
      if (event.target.open && event.target.querySelector?.("[data-plot]")) this.draw();
    },
    onPop() {
      this.go(null, { push: false });
    },
    do(what, on, event) {
      if (what === "theme") return this.theme();
      if (what === "help") return this.help();
      if (what === "close") return on.closest("dialog")?.close();
      if (what === "print") return print();
      if (what === "copy") return this.copy(document.getElementById(on.dataset.of));
      if (what === "fold") { const open = on.getAttribute("aria-expanded") !== "true"; on.setAttribute("aria-expanded", open); document.getElementById(on.dataset.of).classList.toggle("is-open", open); }
      if (what === "open") { event.preventDefault(); const d = document.getElementById(on.dataset.of); d.open = true; d.scrollIntoView({ block: "nearest" }); d.querySelector("summary")?.focus(); }
    },
    async copy(from) {
      try { await navigator.clipboard.writeText(from.textContent); }
      catch { getSelection().selectAllChildren(from); document.execCommand("copy"); }
      this.toast(this.shown.words.copied);
    },
    help() {
      const dialog = document.getElementById("help");
      if (!dialog.open) dialog.showModal();
    },
    theme() {
      const now = prefs().theme || "auto";
      const dark = now === "dark" || (now === "auto" && this.dark.matches);
      remember({ theme: dark ? "light" : "dark" });
      applyTheme();
    },
    onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      const field = event.target.closest("input, textarea, select, [contenteditable]");
      if (field) { if (event.key === "Escape") field.blur(); return; }
      const after = this.after; this.after = null;
      if (after === "g" && GO[event.code]) { event.preventDefault(); return this.press(`nav-${GO[event.code]}`); }
      if (event.key === "?" || event.key === "؟") { event.preventDefault(); return this.help(); }
      if (event.code === "Slash" || event.key === "/") {
        const box = document.querySelector("[data-search]");
        event.preventDefault();
        return box ? box.focus() : this.press("nav-events");
      }
      if (event.code === "KeyG") { this.after = "g"; setTimeout(() => (this.after = null), 1500); }
      if (event.code === "KeyL") this.press("switch-language");
      if (event.code === "KeyT") this.theme();
      if (event.code === "KeyJ" || event.code === "KeyK") this.step(event.code === "KeyJ" ? 1 : -1);
    },
    press(id) { document.getElementById(id)?.click(); },
    step(by) {
      const items = [...document.querySelectorAll("[data-item]")];
      if (!items.length) return;
      const now = items.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
      const next = items[Math.min(Math.max(now + by, 0), items.length - 1)];
      (next.matches("a, button") ? next : next.querySelector("a, button"))?.focus();
      next.scrollIntoView({ block: "nearest" });
    },
  },
};

function readCookie() {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${COOKIE}=`));
  return found ? decodeURIComponent(found.slice(COOKIE.length + 1)) : "";
}
function writeCookie(value) {
  document.cookie = `${COOKIE}=${encodeURIComponent(value)};path=/;max-age=31536000;samesite=lax`;
}
function prefs() { return Object.fromEntries(new URLSearchParams(readCookie())); }
function remember(changes) { writeCookie(new URLSearchParams({ ...prefs(), ...changes }).toString()); }
function applyTheme() {
  const theme = prefs().theme;
  document.documentElement.dataset.theme = THEMES.includes(theme) ? theme : "auto";
}
function setLanguage(language) {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  document.body.dir = document.documentElement.dir;
}

// Change `old` into `fresh` and leave what is the same where it is. Elements with an id are found again by it.
// Of elements with data-keep the children are left alone: a chart or a message lives there.
function morphChildren(old, fresh) {
  const named = new Map();
  for (const child of old.children) if (child.id) named.set(child.id, child);
  let here = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    let match = wanted.id ? named.get(wanted.id) : null;
    if (!match && here && !here.id && !wanted.id && same(here, wanted)) match = here;
    if (match && same(match, wanted)) {
      if (match !== here) old.insertBefore(match, here); else here = here.nextSibling;
      morph(match, wanted);
    } else old.insertBefore(wanted, here);
  }
  while (here) { const next = here.nextSibling; here.remove(); here = next; }
}
function same(a, b) { return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || "") === (b.id || ""); }
function morph(old, fresh) {
  if (old.nodeType !== 1) { if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue; return; }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !(name === "open" && /DETAILS|DIALOG/.test(old.nodeName)) && !name.startsWith("_") && name !== "data-drawn") old.removeAttribute(name);
  const folded = old.dataset.do === "fold" || old.classList.contains("is-open");
  for (const { name, value } of fresh.attributes) if (!(folded && (name === "aria-expanded" || name === "class")) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (old.matches("input, textarea, select") && old !== document.activeElement) renew(old, fresh);
  if (!old.hasAttribute("data-keep") && old.nodeName !== "TEXTAREA") morphChildren(old, fresh);
}
function renew(old, fresh) {
  if (old.type === "checkbox" || old.type === "radio") old.checked = fresh.hasAttribute("checked");
  else if (old.nodeName === "SELECT") queueMicrotask(() => { for (const option of old.options) option.selected = option.hasAttribute("selected"); });
  else if (old.type !== "file") old.value = fresh.nodeName === "TEXTAREA" ? fresh.textContent : fresh.getAttribute("value") || "";
}
