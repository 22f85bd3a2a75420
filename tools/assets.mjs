// Copies what our pages need from node_modules to throughcare/web/static/vendor: style sheets
// without the GDS font, crest and crown (they are not ours to show), their right-to-left
// variants, scripts and pictures.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import postcss from "postcss";
import rtlcss from "rtlcss";

const TARGET = "throughcare/web/static/vendor";
const GOVUK = "node_modules/govuk-frontend";
const MOJ = "node_modules/@ministryofjustice/frontend";
const FOREIGN_FONT = /^(GDS Transport\b.*|sans-serif)$/;
const NOT_OURS = /crest|crown/;
const PICTURE = /url\(\/assets\/images\/([\w.-]+)\)/g;
const SOURCE_MAP = /\s*(\/\/# sourceMappingURL=\S+|\/\*# sourceMappingURL=.*?\*\/)\s*$/;

const neutral = {
  postcssPlugin: "neutral",
  AtRule: { "font-face": (rule) => rule.remove() },
  Rule(rule) {
    if (NOT_OURS.test(rule.selector) || NOT_OURS.test(rule.toString())) rule.remove();
  },
  Declaration: {
    "font-family": (line) => {
      if (FOREIGN_FONT.test(line.value)) line.value = "var(--tc-font)";
    },
  },
};

// MoJ's sheet repeats the design system's custom properties and would set our colours back.
const withoutDefaults = {
  postcssPlugin: "without-defaults",
  Rule(rule) {
    if (rule.selector === ":root") rule.remove();
  },
};

async function sheet(source, name, ...plugins) {
  const css = (await readFile(source, "utf8")).replace(SOURCE_MAP, "\n");
  const { css: left } = await postcss([neutral, ...plugins]).process(css, { from: source, map: false });
  for (const [, picture] of left.matchAll(PICTURE))
    await cp(`${MOJ}/moj/assets/images/${picture}`, `${TARGET}/images/${picture}`);
  const ours = left.replaceAll(PICTURE, "url(images/$1)");
  await writeFile(`${TARGET}/${name}.css`, ours);
  await writeFile(`${TARGET}/${name}.rtl.css`, rtlcss.process(ours));
}

async function script(source, name) {
  await writeFile(`${TARGET}/${name}.js`, (await readFile(source, "utf8")).replace(SOURCE_MAP, "\n"));
}

await rm(TARGET, { recursive: true, force: true });
await mkdir(`${TARGET}/images`, { recursive: true });
await sheet(`${GOVUK}/dist/govuk/govuk-frontend.min.css`, "govuk-frontend");
await sheet(`${MOJ}/moj/moj-frontend.min.css`, "moj-frontend", withoutDefaults);
await script(`${GOVUK}/dist/govuk/govuk-frontend.min.js`, "govuk-frontend");
await script(`${MOJ}/moj/moj-frontend.min.js`, "moj-frontend");
