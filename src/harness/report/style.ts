/** The page's own style sheet: light, dark and paper; from a phone to a projector. */
const LIGHT = `--bg:#faf8f4;--surface:#ffffff;--sunk:#f3efe7;--ink:#1d1b18;--muted:#625d54;--line:#ddd6c9;--accent:#1f5f99;
--prompt:#0b7a69;--late:#a85b00;--never:#b3261e;--kept:#5d6f88;--mark:#fff0b8;--del:#b3261e;--ins:#0b7a69`;
const DARK = `--bg:#121419;--surface:#1a1d24;--sunk:#22262f;--ink:#efece5;--muted:#a5a198;--line:#343a45;--accent:#7db7f0;
--prompt:#45c7b0;--late:#f2ab4e;--never:#ff7d70;--kept:#93a5bf;--mark:#4b4116;--del:#ff7d70;--ins:#45c7b0`;

export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${DARK}}}
:root[data-theme=light]{color-scheme:light}
*{box-sizing:border-box}
html{font-size:clamp(16px,.55vw + 10.5px,21px);scroll-behavior:smooth;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
code,pre,samp,kbd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
main,.top,footer{max-width:84rem;margin:0 auto;padding:0 1.25rem}
.top{display:flex;align-items:baseline;gap:1rem;padding-top:1rem;flex-wrap:wrap}
.brand{font-weight:800;letter-spacing:-.02em;font-size:1.15rem;margin:0}
.brand::before{content:"";display:inline-block;width:.62em;height:.62em;margin-right:.4em;border-radius:50%;background:linear-gradient(135deg,var(--prompt) 45%,var(--late) 45% 70%,var(--never) 70%)}
.top .sub{margin:0;flex:1}
button,select{font:inherit;color:var(--ink);background:var(--surface);border:1px solid var(--line);border-radius:.45rem;padding:.35rem .7rem;max-width:100%}
button{font-size:.85rem;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.3rem}
a{color:var(--accent)}
.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden;white-space:nowrap}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--surface);padding:.5rem;z-index:9}
h2,h3,p,figure,dl,pre{margin:0}
.sub{color:var(--muted);font-size:.85rem;font-weight:400}
.lead{max-width:62rem;margin-bottom:.75rem}
.title{padding:1.6rem 0 .4rem}
.title h2{font-size:clamp(1.5rem,3.2vw,2.5rem);line-height:1.12;letter-spacing:-.025em;overflow-wrap:anywhere}
.verdict{font-size:clamp(1.05rem,1.55vw,1.4rem);line-height:1.38;max-width:56rem;margin-top:.5rem}
.parts{display:flex;gap:.35rem 1.1rem;flex-wrap:wrap;padding:.4rem 0 1rem;font-size:.92rem}
.part{margin-top:2.6rem}
.part>h2{font-size:1.55rem;letter-spacing:-.02em;margin-bottom:.8rem;padding-top:.7rem;border-top:3px solid var(--ink)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14.5rem),1fr));gap:.9rem}
.card{background:var(--surface);border:1px solid var(--line);border-radius:.7rem;padding:1rem 1.1rem 1.1rem}
.card h3{font-size:1.1rem}
.big{margin:.45rem 0 .7rem}
.big b{display:block;font-size:3.1rem;line-height:1;letter-spacing:-.04em;font-variant-numeric:tabular-nums}
.big span{color:var(--muted);font-size:.85rem;line-height:1.2}
.bar{display:flex;height:.85rem;border-radius:.43rem;overflow:hidden;background:var(--sunk);gap:1px}
.bar i{display:block;min-width:3px}
.bar .none{flex:1}
i.prompt{background:var(--prompt)}
i.late{background:repeating-linear-gradient(135deg,var(--late) 0 5px,color-mix(in srgb,var(--late) 55%,var(--surface)) 5px 8px)}
i.never{background:repeating-linear-gradient(45deg,var(--never) 0 3px,color-mix(in srgb,var(--never) 60%,var(--surface)) 3px 5px)}
i.kept{background:color-mix(in srgb,var(--kept) 70%,var(--surface))}
.fates{display:flex;flex-wrap:wrap;gap:0 .8rem;margin:.4rem 0 .3rem;font-size:.9rem}
.fate.prompt{color:var(--prompt)}.fate.late{color:var(--late)}.fate.never{color:var(--never)}.fate.kept{color:var(--kept)}
.fate b{font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin-top:.7rem;font-size:.82rem;color:var(--muted)}
.legend span{white-space:nowrap}
.legend i{display:inline-block;width:1.6em;height:.75em;border-radius:.2em;vertical-align:-.05em;margin-right:.25em}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.88rem}
caption{text-align:left;caption-side:top;color:var(--muted);font-size:.85rem;padding-bottom:.5rem}
th{text-align:left;font-weight:600}
th,td{padding:.25rem .6rem;vertical-align:top;border-bottom:1px solid var(--line)}
.lines caption{padding-bottom:.6rem}
.lines{table-layout:fixed;background:var(--surface);border:1px solid var(--line)}
.lines thead th{background:var(--sunk);position:sticky;top:0;z-index:1}
.lines .n{width:3.2rem;text-align:right;color:var(--muted);font-variant-numeric:tabular-nums}
.lines thead .n{text-align:right}
.lines .p{width:13.5%}
.lines td{border-bottom-color:color-mix(in srgb,var(--line) 55%,transparent)}
.lines .code code{white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}
.lines tr:not(.hit) td{border-bottom:0;padding-top:.05rem;padding-bottom:.05rem}
.lines tr.hit .code{background:color-mix(in srgb,var(--kept) 9%,transparent)}
.lines tr.differs .code{background:color-mix(in srgb,var(--late) 13%,transparent);box-shadow:inset 3px 0 0 var(--late)}
.lines td[data-on]{overflow-wrap:anywhere}
.lines .empty{color:var(--muted)}
.lines .same{color:var(--muted)}
.gap td{color:var(--muted);text-align:center}
.made .what{display:block;font-size:.85rem;margin-bottom:.15rem}
.made .bar{height:.5rem}
.made .fates{margin:.15rem 0 0;font-size:.82rem;flex-direction:column}
.same .made{display:flex;gap:.2rem .8rem;align-items:center;flex-wrap:wrap}
.same .made .bar{width:6rem}.same .made .what,.same .made .fates{margin:0;flex-direction:row}
.out samp{display:block;white-space:pre-wrap;overflow-wrap:anywhere}
.out .more{font-size:.8rem;color:var(--muted)}
.raised{color:var(--never);font-size:.85rem;font-weight:600}
.timeline{margin:1.3rem 0 2rem;break-inside:avoid}
.timeline h3,.life h3{display:inline;font-size:1.1rem}
.plots{margin-top:.4rem;background:var(--surface);border:1px solid var(--line);border-radius:.6rem;padding:.4rem .2rem .2rem}
.plot{min-height:150px;overflow:hidden}
.plot.low{min-height:124px}
.keys{color:var(--muted);font-size:.85rem}
kbd{border:1px solid var(--line);border-bottom-width:2px;border-radius:.25rem;padding:0 .35em;background:var(--surface)}
.readout{position:sticky;top:0;z-index:2;background:var(--bg);padding:.45rem 0;min-height:2.3rem;font-size:.88rem;font-variant-numeric:tabular-nums}
.readout b{font-weight:600}
.readout span{white-space:nowrap;margin-right:1.1rem}
.data{margin-top:.4rem;font-size:.9rem}
.data summary{cursor:pointer;color:var(--muted);padding:.25rem 0;width:max-content;max-width:100%}
.data pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:.6rem;background:var(--sunk)}
.choose{margin-bottom:.5rem;display:flex;gap:.6rem;align-items:center;flex-wrap:wrap}
.choose select{flex:1 1 16rem;min-width:0;max-width:44rem}
.life{margin-top:1rem;background:var(--surface);border:1px solid var(--line);border-radius:.7rem;padding:1rem 1.1rem}
.life-axis{display:flex;justify-content:space-between;font-size:.8rem;color:var(--muted);margin:.7rem 0 .2rem;padding-left:10.5rem}
.track{display:grid;grid-template-columns:10rem 1fr;gap:.1rem .5rem;padding:.55rem 0;border-top:1px solid var(--line)}
.track>b{overflow-wrap:anywhere}
.track>:not(b){grid-column:2}
.lane{position:relative;height:1.7rem;border-bottom:1px solid var(--line);margin:0 .5rem}
.lane i{position:absolute;top:.45rem;height:.8rem;min-width:2px}
i.used{background:var(--prompt)}
i.held{background:color-mix(in srgb,var(--prompt) 35%,var(--surface))}
i.waiting{background:repeating-linear-gradient(45deg,var(--never) 0 3px,color-mix(in srgb,var(--never) 60%,var(--surface)) 3px 6px)}
i.over{background:color-mix(in srgb,var(--kept) 40%,var(--surface))}
.mark{position:absolute;top:0;transform:translateX(-50%);line-height:1.7rem;font-size:.95rem;text-shadow:0 0 3px var(--surface),0 0 3px var(--surface)}
.mark.made{color:var(--prompt)}.mark.dead{color:var(--never);font-weight:700}.mark.finalized{color:var(--ink);font-size:.85rem}
.says{font-size:.92rem;font-weight:600}
.steps{list-style:none;padding:0;margin:.2rem 0;display:flex;flex-wrap:wrap;gap:.25rem .35rem;align-items:center}
.steps li{display:flex;align-items:center;gap:.35rem}
.steps li+li::before{content:"\\2192";color:var(--muted)}
.steps code{background:var(--sunk);border:1px solid var(--line);border-radius:.35rem;padding:.12rem .45rem;overflow-wrap:anywhere}
.steps li:last-child code{border-color:var(--accent);border-width:2px}
.finding{background:var(--surface);border:1px solid var(--line);border-left:6px solid var(--late);border-radius:.5rem;padding:.9rem 1.1rem;margin-bottom:1rem;break-inside:avoid}
.finding.error{border-left-color:var(--never)}.finding.note{border-left-color:var(--accent)}
.finding>*+*{margin-top:.45rem}
.finding dl{display:grid;gap:.1rem .8rem;font-size:.92rem}
.finding dl div{display:grid;grid-template-columns:10rem 1fr;gap:.6rem}
.finding dt{font-weight:600;overflow-wrap:anywhere}.finding dd{margin:0}
.why{color:var(--muted);font-size:.92rem}
.place,.edit{background:var(--sunk);padding:.45rem .7rem;border-radius:.35rem;white-space:pre-wrap;overflow-wrap:anywhere}
.edit del{color:var(--del);text-decoration:none;display:block}.edit ins{color:var(--ins);text-decoration:none;display:block}
.tag{display:inline-block;font-size:.72rem;font-weight:700;text-transform:uppercase;letter-spacing:.05em;border:1px solid currentColor;border-radius:.3rem;padding:.05rem .4rem;vertical-align:.1em}
.error .tag{color:var(--never)}.warning .tag{color:var(--late)}.note .tag{color:var(--accent)}
.tag.here{color:var(--accent)}.tag.real{color:var(--kept)}
.outputs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:.9rem}
.output{background:var(--surface);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;min-width:0;break-inside:avoid}
.output pre{margin-top:.5rem;background:var(--sunk);padding:.6rem .7rem;border-radius:.35rem;white-space:pre-wrap;overflow-wrap:anywhere}
.who{font-size:.9rem;font-weight:600}
.agrees{color:var(--prompt);margin-top:.2rem}
mark{background:var(--mark);color:inherit}
.recorded{margin-bottom:1rem}
.program+.program{margin-top:4rem;border-top:6px double var(--line)}
.index{margin-top:1.5rem}.index .bar{min-width:5rem;margin-top:.4rem}
footer{padding:3rem 1.25rem 2rem}
.u-legend{display:none}
@media (max-width:46rem){
main,.top,footer{padding-left:.8rem;padding-right:.8rem}
.top .sub{order:3;flex-basis:100%}.top .brand{flex:1}
.cards{grid-template-columns:1fr 1fr;gap:.6rem}
.card{padding:.75rem .8rem}
.big b{font-size:2.2rem}
.lines,.lines tbody,.lines tr,.lines td,.lines caption{display:block;width:auto}
.lines caption{padding:.5rem .6rem}
.lines thead{position:absolute;left:-99rem}
.lines tr{display:grid;grid-template-columns:2.4rem 1fr}
.lines .n{padding-left:.2rem;padding-right:.3rem;font-size:.78rem;width:auto}
.lines .code{padding-left:.35rem}
.lines .code code{font-size:.8em}
.lines td[data-on]{grid-column:2;display:grid;grid-template-columns:7.2rem 1fr;gap:.5rem;padding:.15rem .35rem;border-bottom:0}
.lines td[data-on]::before{content:attr(data-on);color:var(--muted);font-size:.78rem;overflow-wrap:anywhere}
.lines td[data-on]>*{grid-column:2}
.lines .empty,.lines .quiet{display:none}
.lines tr.hit{padding-bottom:.35rem;border-bottom:1px solid var(--line)}
.made .fates{flex-direction:row}
.track{grid-template-columns:1fr}.track>:not(b){grid-column:1}
.life-axis{padding-left:0}
.finding dl div{grid-template-columns:1fr;gap:0}
.finding dd{margin-bottom:.3rem}
}
@media (max-width:24rem){.cards{grid-template-columns:1fr}}
@media print{
:root,:root[data-theme]{color-scheme:light;--bg:#fff}
@page{margin:14mm 12mm}
html{font-size:10.5pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,.top,footer{max-width:none;padding-left:0;padding-right:0}
.skip,.theme,.parts,.keys,.readout,.choose,.data summary{display:none}
.data:not([open]){display:none}
.card,.life,.track,.lines tr,.output{break-inside:avoid}
.part>h2,.timeline h3{break-after:avoid}
.lines thead th{position:static}
.plots{padding:.2rem}
.cards{grid-template-columns:repeat(4,1fr);gap:.5rem}.card{padding:.6rem .7rem}.big b{font-size:2rem}
.part{margin-top:1.4rem}
}
`;
