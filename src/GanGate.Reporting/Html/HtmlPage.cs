using GanGate.Reporting.Charts;

namespace GanGate.Reporting.Html;

/// <summary>The frame of a page that needs nothing else: no network, no script; for light and dark screens and for paper.</summary>
internal static class HtmlPage
{
    /// <summary>A page around its content.</summary>
    public static string Around(string title, string heading, Markup content) => Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <style>
        {Markup.Constant(PageStyle.Css)}
        {Markup.Constant(ChartStyle.Css)}
        </style>
        </head>
        <body>
        <h1>{heading}</h1>
        {content}
        <footer class="soft small">GanGate {ProductVersion.Current}</footer>
        </body>
        </html>

        """).ToString();
}
