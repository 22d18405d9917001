"""How the page looks: light and dark by the reader's setting, on paper, narrow and wide. Colours are by name."""

LIGHT = {
    "paper": "#FFFFFF",
    "ink": "#1B2733",
    "muted": "#4A5968",
    "brand": "#12436D",
    "link": "#1D5B8F",
    "rule": "#C5CED6",
    "tint": "#EAF0F6",
    "warning": "#A3260D",
    "warning-tint": "#FBEFEC",
}
DARK = {
    "paper": "#14191F",
    "ink": "#E8EDF2",
    "muted": "#B4C0CB",
    "brand": "#A9CDEC",
    "link": "#8FC1EA",
    "rule": "#46525E",
    "tint": "#212A33",
    "warning": "#FFB4A3",
    "warning-tint": "#38201B",
}
"""Charts keep their light panel in the dark: their colours are made for it."""


def _named(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


CSS = f"""
:root{{color-scheme:light dark;{_named(LIGHT)}}}
@media (prefers-color-scheme:dark){{:root{{{_named(DARK)}}}}}
*{{box-sizing:border-box}}
html{{font-size:100%}}
body{{margin:0;background:var(--paper);color:var(--ink)}}
body{{font:1.0625rem/1.6 Arial,Helvetica,"Liberation Sans",sans-serif}}
.skip{{position:absolute;left:-999em}}
.skip:focus{{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:2}}
a{{color:var(--link);text-decoration:underline;text-underline-offset:.15em}}
a:focus-visible,[tabindex]:focus-visible,summary:focus-visible{{outline:3px solid var(--link);outline-offset:2px}}
header,main,nav,footer{{max-width:46rem;margin:0 auto;padding:0 1.25rem}}
header{{border-top:.6rem solid var(--brand);padding-top:1.5rem}}
.draft{{margin:0;padding:.5rem 1.25rem;background:var(--warning-tint);color:var(--warning);font-weight:bold}}
.draft{{text-align:center}}
header>.draft{{margin-bottom:1.5rem}}
h1,h2,h3,h4{{color:var(--brand);line-height:1.25;overflow-wrap:anywhere}}
h1{{font-size:2.25rem;margin:0 0 .5rem}}
h2{{font-size:1.75rem;margin:3rem 0 1rem;border-top:1px solid var(--rule);padding-top:1.5rem}}
h3{{font-size:1.3rem;margin:2rem 0 .75rem}}
h4{{font-size:1.0625rem;margin:1.5rem 0 .5rem;color:var(--ink)}}
p,li,dd,dt,th,td,figcaption{{overflow-wrap:anywhere}}
.lead{{font-size:1.25rem;margin:0 0 .25rem}}
.logo{{max-width:12rem;max-height:5rem;float:right;margin-left:1rem;background:#FFFFFF}}
.contents ul{{list-style:none;padding-left:0}}
.contents ul ul{{padding-left:1.25rem}}
.contents a{{text-decoration:none}}
.contents a:hover{{text-decoration:underline}}
.key-figures{{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem;margin:1.5rem 0}}
.key-figures div{{background:var(--tint);padding:1rem;display:flex;flex-direction:column}}
.key-figures dd{{margin:0}}
.key-figures .value{{order:-1;font-size:1.9rem;font-weight:bold;color:var(--brand);line-height:1.2}}
.key-figures .note,.note{{color:var(--muted);font-size:.9rem}}
.scroll{{overflow-x:auto;margin:1.5rem 0}}
table{{border-collapse:collapse;width:100%;font-size:.95rem}}
caption,figcaption{{text-align:left;font-weight:bold;padding-bottom:.5rem}}
caption{{position:sticky;left:0;max-width:calc(100vw - 2.5rem)}}
th,td{{padding:.4rem .6rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}}
th,td{{overflow-wrap:break-word;hyphens:auto}}
thead th{{border-bottom:2px solid var(--brand);vertical-align:bottom}}
tbody th{{font-weight:normal}}
.number{{text-align:right;font-variant-numeric:tabular-nums}}
.total th,.total td{{font-weight:bold;border-top:2px solid var(--brand)}}
figure{{margin:1.5rem 0}}
.panel{{background:#FFFFFF;padding:.75rem}}
svg{{display:block;width:100%;height:auto;font-family:Arial,Helvetica,"Liberation Sans",sans-serif}}
svg.narrow{{display:none}}
@media screen and (max-width:40rem){{
svg.wide{{display:none}}
svg.narrow{{display:block;max-width:26rem}}
.panel{{padding:.5rem 0}}
table{{font-size:.85rem}}
th,td{{padding:.4rem .25rem}}
}}
summary{{cursor:pointer;color:var(--link);padding:.25rem 0}}
blockquote{{margin:0;padding:.25rem 1.25rem;border-left:.3rem solid var(--rule)}}
.quote figcaption{{font-weight:normal;color:var(--muted);padding:.25rem 1.5rem}}
.callout{{background:var(--tint);border-left:.3rem solid var(--brand);padding:.75rem 1.25rem;margin:1.5rem 0}}
.callout p:first-child{{font-weight:bold;margin:0}}
.warning{{background:var(--warning-tint);border-color:var(--warning)}}
.warning p:first-child{{color:var(--warning)}}
.steps>li{{margin-bottom:.9rem}}
.steps p{{margin:0}}
.caption{{font-weight:bold}}
footer{{color:var(--muted);font-size:.9rem;padding-top:2rem;padding-bottom:2rem}}
@media print{{
:root{{{_named(LIGHT)}}}
body{{font-size:10.5pt}}
.skip,summary{{display:none}}
header,main,nav,footer{{max-width:none;padding:0}}
@page{{margin:20mm 15mm 15mm}}
h2,h3,h4,caption,figcaption{{break-after:avoid}}
figure,table,tr,.callout,.key-figures div{{break-inside:avoid}}
thead{{display:table-header-group}}
.scroll,.panel{{overflow:visible}}
}}
"""


def at_the_head(notice: str) -> str:
    """The notice at the head of every printed page, where a browser knows margins; it stands above the title anyway."""
    told = "".join(c if c.isalnum() or c in " ,.-–()" else f"\\{ord(c):X} " for c in notice)
    look = f"color:{LIGHT['warning']};font:bold 9pt Arial,Helvetica,sans-serif"
    return f'@page{{@top-center{{content:"{told}";{look}}}}}\n'
