// What the checker of types is told about our pages: whatever a script looks for in them by a
// selector is an HTML element, never a drawing (SVG), and these events of ours pass through them.

interface ParentNode {
  querySelector<Found extends HTMLElement = HTMLElement>(selectors: string): Found | null;
  querySelectorAll<Found extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<Found>;
}

interface Element {
  closest<Found extends HTMLElement = HTMLElement>(selectors: string): Found | null;
}

/** What lib/wire.js tells the parts of its page: a message, or how the wire itself is. */
interface WireNews {
  name?: string;
  words?: any;
  state?: "" | "missed" | "connected" | "lost";
}

interface DocumentEventMap {
  wire: CustomEvent<WireNews>;
  painted: CustomEvent;
}

interface HTMLElementEventMap {
  /** A region of the server's is drawn already: here it is. */
  paint: CustomEvent<string>;
  refresh: Event;
  /** The kiosk's frame takes this element out of the page. */
  leave: Event;
}
