import { css } from "lit"

export const appCss = css`
  :host {
    display: flex;
    height: 100dvh;
    overflow: hidden;
  }
  main {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-width: 0;
    overflow: hidden auto;
    /* What is scrolled to must not stop under the bar. */
    scroll-padding-block: calc(var(--bar) + var(--space-4)) var(--space-4);
    background: var(--surface);
  }
  /* It has the focus only so that the keyboard goes on there; it is no control. */
  main:focus-visible {
    outline: none;
  }
  slot {
    display: flex;
    flex: 1;
    flex-direction: column;
  }
  ::slotted(*) {
    flex: 1;
  }
  sheaf-banner {
    position: sticky;
    inset-block-start: 0;
    z-index: 3;
  }
  .side {
    flex: none;
    width: var(--nav);
    transition: width var(--motion-out) var(--ease);
  }
  .side[folded] {
    width: 56px;
  }
  .drawer {
    position: fixed;
    inset-block: 0;
    inset-inline-start: 0;
    z-index: 6;
    width: min(300px, 86vw);
    visibility: hidden;
    transform: translateX(-100%);
    /* Hidden only after it has slid away, and shown at once: what is still invisible takes no focus. */
    transition:
      transform var(--motion-out) var(--ease),
      visibility 0s linear var(--motion-out);
  }
  .drawer[data-open] {
    visibility: visible;
    transition-delay: 0s;
    transform: none;
    box-shadow: var(--shadow-floating);
  }
  .scrim {
    position: fixed;
    inset: 0;
    z-index: 5;
    background: var(--scrim);
  }
  .skip {
    position: fixed;
    inset-block-start: var(--space-2);
    inset-inline-start: var(--space-2);
    z-index: 9;
    padding: var(--space-2) var(--space-4);
    border-radius: var(--radius-control);
    background: var(--ink);
    color: var(--on-ink);
    transform: translateY(-200%);
  }
  .skip:focus {
    transform: none;
  }
`
