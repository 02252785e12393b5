namespace GanGate.Reporting.Charts;

/// <summary>The look of all charts.</summary>
internal static class ChartStyle
{
    /// <summary>How many series have a colour and dashes of their own; then they repeat.</summary>
    internal const int SeriesStyles = 6;

    // The size of letters, and about how wide they are; exact widths would need a font.
    internal const double LetterWidth = 6.6;

    /// <summary>The style sheet. Every colour keeps a contrast of 4.5 for letters and 3 for lines, also on paper.</summary>
    public const string Css = """
        .chart{--ink:#1a1d21;--soft:#55606b;--line:#dfe3e8;--frame:#7c8791;--bad:#b3261e;--s0:#1f6fb4;--s1:#b8560b;--s2:#21784a;
        --s3:#7b4bb3;--s4:#a0335f;--s5:#5c6b00;
        font:11px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;max-width:100%;height:auto;display:block}
        @media screen and (prefers-color-scheme:dark){.chart{--ink:#e6e9ec;--soft:#a4aeb8;--line:#2c333a;--frame:#7c8791;--bad:#ff8f86;
        --s0:#6cb2f5;--s1:#f0a35e;--s2:#6fcf97;--s3:#c39cf0;--s4:#f08fb6;--s5:#c3d166}}
        .chart text{fill:var(--ink)}.chart .name{font-weight:600;font-size:13px}.chart .soft{fill:var(--soft)}
        .chart .bad-text{fill:var(--bad)}
        .chart .grid{stroke:var(--line)}.chart .frame{stroke:var(--frame);fill:none}.chart .mark{stroke:var(--bad);stroke-width:1.5;
        stroke-dasharray:5 3}
        .chart .zone{fill:var(--frame);fill-opacity:.16}.chart .series{fill:none;stroke-width:2;stroke-linejoin:round}
        .chart .thin{stroke-width:1.5;fill:none}
        .chart .band{fill-opacity:.18;stroke:none}.chart .cross{stroke:var(--bad);stroke-width:2;fill:none}.chart .hollow{fill:none;
        stroke-width:2}
        .chart .l0{stroke:var(--s0)}.chart .l1{stroke:var(--s1);stroke-dasharray:7 3}.chart .l2{stroke:var(--s2);stroke-dasharray:2 2}
        .chart .l3{stroke:var(--s3);stroke-dasharray:9 3 2 3}.chart .l4{stroke:var(--s4);stroke-dasharray:4 4}.chart .l5{stroke:var(--s5);
        stroke-dasharray:12 4}
        .chart .solid{stroke-dasharray:none}
        .chart .f0{fill:var(--s0)}.chart .f1{fill:var(--s1)}.chart .f2{fill:var(--s2)}.chart .f3{fill:var(--s3)}.chart .f4{fill:var(--s4)}
        .chart .f5{fill:var(--s5)}
        """;

    /// <summary>About how wide a text is, in pixels.</summary>
    internal static double WidthOf(string text) => text.Length * LetterWidth;

    /// <summary>A text cut to a width.</summary>
    internal static string Fit(string text, double width) => PlainText.OneLine(text, Math.Max(3, (int)(width / LetterWidth)));
}
