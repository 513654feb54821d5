"use strict";
(function () {
  var all = function (query, root) { return Array.prototype.slice.call((root || document).querySelectorAll(query)); };

  // Until there is a filter, nothing is hidden.
  var showAll = function () {};

  // A link into something folded unfolds it; one to a claim that the filter hides takes the filter off.
  function reveal() {
    var target;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { return; }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
      if (node.hidden) { showAll(); }
    }
    if (target) { target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  if (location.hash) { reveal(); }

  // Paper cannot be unfolded.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = all("details:not([open])");
    folded.forEach(function (each) { each.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (each) { each.open = false; });
  });

  // Filters of the claims table: one list, built only where a script runs.
  var table = document.querySelector("table.claims:not(.compact)");
  if (!table) { return; }
  var sources = all("thead th.c", table).map(function (head) {
    return { key: head.querySelector(".badge").textContent, name: head.querySelector(".col").textContent };
  });
  var choices = [["all", "all claims", function () { return true; }]];
  var relation = function (cell) { return cell.className.replace("r-", ""); };
  choices.push(["differ", "given differently", function (cells) { return cells.indexOf("contradicts") >= 0; }]);
  choices.push(["everywhere", "in every source", function (cells) { return cells.every(function (each) { return each !== "silent"; }); }]);
  sources.forEach(function (source, place) {
    choices.push(["only-" + source.key, "only in " + source.key + " " + source.name, function (cells) {
      return cells.every(function (each, at) { return (each !== "silent") === (at === place); });
    }]);
  });
  sources.forEach(function (source, place) {
    choices.push(["without-" + source.key, "not found in " + source.key + " " + source.name, function (cells) { return cells[place] === "silent"; }]);
  });
  var bar = document.createElement("p");
  bar.className = "filter";
  var label = document.createElement("label");
  label.textContent = "Show ";
  var select = document.createElement("select");
  choices.forEach(function (choice) {
    var option = document.createElement("option");
    option.value = choice[0];
    option.textContent = choice[1];
    select.appendChild(option);
  });
  label.appendChild(select);
  var told = document.createElement("span");
  told.setAttribute("role", "status");
  var unfold = document.createElement("button");
  unfold.type = "button";
  unfold.textContent = "Unfold all evidence";
  bar.appendChild(label);
  bar.appendChild(told);
  bar.appendChild(unfold);
  table.parentNode.insertBefore(bar, table);

  function filter() {
    var test = choices[select.selectedIndex][2], shown = 0, rows = all("tr.claim", table);
    rows.forEach(function (row) {
      var keep = test(all("td", row).map(relation));
      row.hidden = !keep;
      row.nextElementSibling.hidden = !keep;
      shown += keep ? 1 : 0;
    });
    all("tbody", table).forEach(function (group) { group.hidden = !group.querySelector("tr.claim:not([hidden])"); });
    told.textContent = shown === rows.length ? "" : shown + " of " + rows.length + " claims: " + choices[select.selectedIndex][1];
  }
  showAll = function () { select.selectedIndex = 0; filter(); };
  select.addEventListener("change", filter);
  unfold.addEventListener("click", function () {
    var closed = all("details:not([open])", table);
    (closed.length ? closed : all("details", table)).forEach(function (each) { each.open = closed.length > 0; });
    unfold.textContent = closed.length ? "Fold all evidence" : "Unfold all evidence";
  });
})();
