// What pages ask the browser for. It is a file, so that the browser need not obey any script that stands in a page.
(() => {
  const asked = document.currentScript.dataset;

  // What is drawn later than this script is looked for until it is there.
  function whenThere(selector, then, left = 40) {
    const found = document.querySelector(selector);
    if (found) then(found);
    else if (left) setTimeout(whenThere, 50, selector, then, left - 1);
  }

  function bringIntoView(element) {
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    element.focus({preventScroll: true});
  }

  const tasks = {
    post() {
      fetch(asked.path, {
        method: 'POST', headers: {[asked.header]: '1'}, body: asked.body, credentials: 'same-origin', keepalive: true,
      });
    },
    // After a page change a screen reader begins at the page's first heading, and the page at its top.
    heading() {
      whenThere('#question, [data-testid="stMain"] h1:not(.small)', heading => {
        heading.tabIndex = -1;
        bringIntoView(heading);
      });
    },
    question() {
      whenThere(`#question[data-item="${CSS.escape(asked.place)}"]`, bringIntoView);
    },
    // A screen reader speaks what changes in a region that was there before, so this one outlives every redrawing.
    speak() {
      let region = document.getElementById('spoken');
      if (!region) {
        region = document.createElement('div');
        region.id = 'spoken';
        region.className = 'spoken';
        region.setAttribute('role', 'status');
        document.body.append(region);
      }
      region.textContent = asked.said;
    },
  };
  tasks[asked.task]();
})();
