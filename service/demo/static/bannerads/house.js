// The newsroom's own advertisements. The berths have their size already, so nothing moves when one comes in.
(() => {
  "use strict";
  const WIDE = "(min-width: 64rem)";
  const LABELS = {
    en: {
      tides: "Tide tables for the whole year, at the fish steps",
      books: "The Ropewalk Book Fair: forty stalls under one roof",
      join: "Become a member of The Ferry Bell",
    },
    uk: {
      tides: "Таблиці припливів на цілий рік — на рибних сходах",
      books: "Книжковий ярмарок на канатній: сорок яток під одним дахом",
      join: "Станьте учасником «Поромного дзвона»",
    },
  };
  // Numbers of the drawings: [narrow, wide] for each language.
  const BERTHS = {
    top: { about: "tides", href: "/science/school-tide-gauge", en: [1, 2], uk: [6, 7], small: [320, 100], large: [728, 90] },
    mid: { about: "books", href: "/culture/", en: [3, 3], uk: [8, 8], small: [300, 250], large: [300, 250] },
    foot: { about: "join", href: "/opinion/what-an-advertisement-pays-for", en: [4, 5], uk: [9, 10], small: [300, 250], large: [970, 250] },
  };

  const drawing = (tag, url, [width, height]) =>
    Object.assign(document.createElement(tag), { [tag === "img" ? "src" : "srcset"]: url, width, height });

  const fill = (slot) => {
    const berth = BERTHS[slot.dataset.kindlySlot];
    const language = document.documentElement.lang === "uk" ? "uk" : "en";
    if (!berth || slot.firstElementChild) return;
    const [narrow, wide] = berth[language].map((number) => `/bannerads/house-${number}.svg`);
    const source = Object.assign(drawing("source", wide, berth.large), { media: WIDE });
    const image = Object.assign(drawing("img", narrow, berth.small), { alt: LABELS[language][berth.about] });
    const picture = document.createElement("picture");
    picture.append(source, image);
    const link = Object.assign(document.createElement("a"), { href: berth.href });
    link.append(picture);
    slot.append(link);
  };

  const fillAll = () => document.querySelectorAll("[data-kindly-slot]").forEach(fill);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", fillAll);
  else fillAll();
})();
