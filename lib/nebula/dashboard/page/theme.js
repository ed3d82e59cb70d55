// Classic and first, so that the page is never painted in the wrong theme.
(function () {
  const wanted = localStorage.getItem("nebula-theme");
  if (wanted === "light" || wanted === "dark") document.documentElement.dataset.theme = wanted;
})();
