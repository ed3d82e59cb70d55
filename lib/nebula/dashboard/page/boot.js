// Classic and first: the page is never painted in the wrong theme, and a page whose scripts did not come is read again
// (a browser breaks off requests when networks come and go, as they do while a cluster is made).
(function () {
  const RETRIES = 8;
  const wanted = localStorage.getItem("nebula-theme");
  if (wanted === "light" || wanted === "dark") document.documentElement.dataset.theme = wanted;

  window.nebulaReload = function () {
    const tried = Number(sessionStorage.getItem("nebula-retries") ?? 0);
    if (tried >= RETRIES) return;
    sessionStorage.setItem("nebula-retries", tried + 1);
    setTimeout(() => location.reload(), 300 + 200 * tried);
  };
  addEventListener(
    "error",
    (event) => {
      if (event.target instanceof HTMLElement && event.target.matches("script, link[rel=stylesheet]")) window.nebulaReload();
    },
    true,
  );
})();
