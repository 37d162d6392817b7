// On the page that comes instead of a saved one, when whoever typed was signed out meanwhile: what
// they sent is kept with the rest, and found again once they are signed in.
//
//   <main data-module="saved-nothing">

import { savedNothing } from "../staff/kept-typing.js";

export function mount(/** @type {HTMLElement} */ _main, { storage = sessionStorage } = {}) {
  savedNothing(storage);
}
