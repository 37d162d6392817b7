// The call board: every call is shown large and chimed, one after the other, none left out.
//
//   <main data-module="board" data-room="board" data-source="/display/_calls">
//     <div data-picture>…</div> <div data-overlay hidden><b data-number></b><b data-window></b></div>

import { isMute, ring } from "../lib/chime.js";
import { keepTrying } from "../lib/retry.js";
import { fragment, listen } from "../lib/wire.js";

const SHOWN_MS = 4000;
const FIRST_TRY_MS = 1500; // a server that restarts at once needs no notice on the wall

export function mount(element, { connect = listen, chime = ring } = {}) {
  const [picture, overlay] = ["picture", "overlay"].map((name) => element.querySelector(`[data-${name}]`));
  const stale = document.querySelector("[data-stale]");
  const mute = document.querySelector("[data-mute]");
  const calls = [];
  let calling = false;
  let turn = 0;
  let lostSince = null;
  let notice = null;

  function paint(html) {
    turn += 1; // whatever is still being fetched is older than this
    picture.innerHTML = html;
  }

  async function refresh() {
    const mine = ++turn;
    const html = await fragment(element.dataset.source);
    if (mine === turn) picture.innerHTML = html;
  }

  async function announce() {
    if (calling) return;
    calling = true;
    while (calls.length) {
      const { number, window: windowName } = calls.shift();
      overlay.querySelector("[data-number]").textContent = number;
      overlay.querySelector("[data-window]").textContent = windowName;
      overlay.hidden = false;
      mute.hidden = !isMute();
      await Promise.all([chime(), new Promise((resolve) => setTimeout(resolve, SHOWN_MS))]);
      overlay.hidden = true;
      // A moment of nothing, so that two calls of one number are seen to be two.
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    calling = false;
  }

  connect(element.dataset.room, Number(picture.querySelector("[data-seq]").dataset.seq), {
    renew: () => keepTrying(refresh),
    connected() {
      if (lostSince) keepTrying(refresh);
      lostSince = null;
      clearTimeout(notice);
      stale.hidden = true;
    },
    lost() {
      if (lostSince) return;
      lostSince = new Date();
      const since = lostSince.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      notice = setTimeout(() => {
        stale.textContent = `${since} 起与服务器断开，画面是断开前的，正在自动恢复，请留意窗口人员呼叫。`;
        stale.hidden = false;
      }, FIRST_TRY_MS);
    },
    message(name, words) {
      if (words.picture) paint(words.picture);
      if (name === "ticket-called") {
        calls.push(words);
        announce();
      }
    },
  });
  mute.hidden = !isMute();
}
