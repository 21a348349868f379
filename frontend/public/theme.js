// Runs before the first paint, so that a dark page does not flash white; a file of its own, since the
// content security policy allows no inline script.
(function () {
  var choice = null;
  try {
    choice = window.localStorage.getItem('groundplan.theme');
  } catch {
    // Storage may be blocked; the system's preference then decides.
  }
  var dark =
    choice === 'dark' || (choice !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
