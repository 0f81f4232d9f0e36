// What the theme leaves out for those who have the page read to them: the sidebar's first part is
// a landmark, and what opens a part of the list is called as that part is.
document.addEventListener("DOMContentLoaded", () => {
  const first = document.querySelector(".sidebar-primary-item");
  first?.setAttribute("role", "navigation");
  first?.setAttribute("aria-label", first.textContent.trim());
  for (const summary of document.querySelectorAll("details > summary:empty, .bd-sidebar summary")) {
    const link = summary.closest("li")?.querySelector("a");
    if (link) summary.setAttribute("aria-label", link.textContent.trim());
  }
});
