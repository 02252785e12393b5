namespace GanGate.Reporting.Html;

/// <summary>The look of the page; that of the charts is theirs.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root{--bg:#fff;--ink:#1a1d21;--soft:#55606b;--line:#d5dae0;--panel:#f5f6f8;--pass:#0f6331;--fail:#b3261e;--warn:#7a5200;
        --link:#0b5cad}
        @media screen and (prefers-color-scheme:dark){:root{--bg:#14171a;--ink:#e6e9ec;--soft:#a4aeb8;--line:#343b43;--panel:#1d2126;
        --pass:#6fd08c;--fail:#ff8f86;--warn:#e8b95a;--link:#7db8f5}}
        :root{color-scheme:light dark}*{box-sizing:border-box}
        body{margin:0 auto;padding:16px;max-width:1240px;background:var(--bg);color:var(--ink);
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:anywhere}
        h1{font-size:14px;font-weight:600;color:var(--soft);margin:0 0 12px}h2{font-size:26px;line-height:1.2;margin:0}
        h3{font-size:17px;margin:32px 0 8px;padding-top:12px;border-top:1px solid var(--line)}h4{font-size:14px;margin:20px 0 2px}
        a{color:var(--link)}.checks b a{color:inherit}p{margin:6px 0}.soft{color:var(--soft)}.small{font-size:13px}
        .passed{color:var(--pass)}.failed{color:var(--fail)}.warning,.warned{color:var(--warn)}
        article{margin:0 0 48px}.head{background:var(--panel);border:1px solid var(--line);border-left:6px solid var(--soft);
        border-radius:6px;padding:16px 18px}
        .head.passed-edge{border-left-color:var(--pass)}.head.failed-edge{border-left-color:var(--fail)}
        .head.warned-edge{border-left-color:var(--warn)}.verdict{font-weight:700;margin:0}
        .score{font-size:22px;margin:8px 0 0}
        .checks{list-style:none;margin:14px 0 0;padding:0}.checks li{margin:6px 0;padding-left:92px;text-indent:-92px}
        .checks b{display:inline-block;width:92px;text-indent:0}
        .overview td:first-child{white-space:nowrap}.overview td:nth-child(2){min-width:7em}.overview th{white-space:nowrap}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;
        border-bottom:1px solid var(--line);font-weight:400}th{color:var(--soft);width:42%}
        thead th{font-weight:600;width:auto}.columns .chart{width:100%;max-width:460px}.columns{display:grid;
        grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:24px 36px;align-items:start}
        .columns>*{min-width:0}.columns figure{margin:0}figcaption{font-size:13px;color:var(--soft)}
        code,pre{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        pre{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:10px 12px;white-space:pre-wrap;margin:6px 0}
        .pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:12px 10px;margin:8px 0 0}
        .pairs{grid-template-columns:repeat(auto-fill,minmax(min(100%,226px),1fr))}
        .pictures figure{margin:0;min-width:0}.pictures img{display:block;max-width:100%;height:auto;background:var(--panel);
        border-radius:3px}.pixels{image-rendering:pixelated}
        .pictures .gone{width:96px;height:96px;border:1px dashed var(--soft);border-radius:3px;display:flex;align-items:center;
        justify-content:center;text-align:center;font-size:12px;color:var(--soft)}
        .pair{display:flex;gap:8px}.pair figure{width:50%}.pictures figcaption{font-size:12px;line-height:1.35;margin-top:3px}
        @media print{body{padding:0;max-width:none;font-size:12px}.head{background:none}pre{background:none}
        figure,.head,tr{break-inside:avoid}h3,h4{break-after:avoid}article{break-after:page}article:last-of-type{break-after:auto}}
        """;
}
