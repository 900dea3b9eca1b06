// The token that htmx sends with what it asks, and how it meets an error: pages work without this.
"use strict";
document.addEventListener("htmx:config:request", (event) => {
  const token = document.querySelector('meta[name="csrf"]');
  const request = event.detail.ctx.request;
  if (token && request.method !== "GET") request.headers["X-CSRFToken"] = token.content;
});
