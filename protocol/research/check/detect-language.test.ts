import assert from "node:assert/strict";
import { test } from "node:test";
import { detectOther } from "./detect-language.ts";

const texts: Record<string, string> = {
  en:
    "Over the past year NVDA performed best and BARC.L worst. NVDA trades at 190.3 USD, 12.44 % above its close a year ago. The main risk is market exposure, since the highest beta is 1.9, and demand from a few customers. Analysts rate both shares as worth holding, although they expect slower growth next year.",
  de:
    "NVIDIA erzielte im dritten Quartal einen Umsatz von 57,0 Mrd. USD. Die Bruttomarge lag bei 73,4 %. Das Kurs-Gewinn-Verhältnis beträgt 46,2, und die Analysten bewerten die Aktie überwiegend gut.",
  fr:
    "Le chiffre d'affaires de TotalEnergies s'élève à 195,6 milliards USD. La marge bénéficiaire est de 6,9 %. Le cours est en baisse de 13,9 % sur un an; le bêta indique un risque de marché faible.",
  es:
    "Los ingresos de Banco Santander ascienden a 62.000 millones de euros. El margen de beneficio es del 21 %. La acción cotiza a 9,1 EUR, con una subida anual del 110 %, la mayor de los últimos años.",
  nl:
    "De omzet van ASML bedroeg 28,3 miljard euro. De winstmarge is 26 %. De koers ligt 30 % hoger dan een jaar geleden, en het grootste risico blijft de vraag van enkele klanten.",
  da:
    "Novo Nordisks omsætning var 290 milliarder kroner. Overskudsgraden er 35 %. Aktien handles til 320 DKK, hvilket er 55 % lavere end for et år siden, og konkurrenterne vinder markedsandele.",
  ja:
    "トヨタ自動車の売上高は48兆円でした。利益率は9.4%です。株価は前年比で12%上昇しました。主なリスクは為替と関税の影響であると考えられます。",
  zh:
    "腾讯的收入为6600亿元人民币。利润率为29%。股价在过去一年上涨了60%。主要风险是监管政策的变化以及竞争对手的市场份额增长。",
};

test("each text is in its own language and clearly not in the others", () => {
  for (const [language, text] of Object.entries(texts)) {
    for (const asked of Object.keys(texts)) {
      assert.equal(detectOther(text, asked), asked === language ? null : language, asked);
    }
  }
});

test("regions, scripts and related languages pass", () => {
  for (const asked of ["en-GB", "en-US-u-nu-latn"]) {
    assert.equal(detectOther(texts.en ?? "", asked), null);
  }
  assert.equal(detectOther(texts.zh ?? "", "zh-Hant-TW"), null);
  assert.equal(detectOther(texts.da ?? "", "nb"), null);
});

test("short texts, tables, code, links and languages that the library does not know pass", () => {
  assert.equal(detectOther("Up by a tenth.", "de"), null);
  const row = `| ${texts.en} |`;
  assert.equal(detectOther(`${row}\n${row}\n\`${texts.en}\``, "de"), null);
  assert.equal(detectOther(`[${texts.en}](https://a.example)`, "de"), null);
  assert.equal(detectOther(texts.en ?? "", "rm"), null);
});
