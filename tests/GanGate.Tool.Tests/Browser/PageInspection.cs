namespace GanGate.Tests.Browser;

/// <summary>Scripts that look at a page as a reader would.</summary>
internal static class PageInspection
{
    /// <summary>By how many pixels the page is wider than the screen.</summary>
    public const string Overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    /// <summary>How many pictures there are.</summary>
    public const string Pictures = "document.images.length";

    /// <summary>The names of pictures that were not decoded.</summary>
    public const string BrokenPictures = "[...document.images].filter(i => !(i.complete && i.naturalWidth > 0)).map(i => i.alt)";

    /// <summary>Texts whose contrast with what is behind them is too low (WCAG 2.2, success criterion 1.4.3), with the ratio.</summary>
    public const string LowContrast = """
        (() => {
          const parse = c => { const n = c.match(/[\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
          const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          const luminance = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
          const over = (top, below) => [0, 1, 2].map(i => top[3] * top[i] + (1 - top[3]) * below[i]);
          const behind = element => {
            const layers = [];
            for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
            return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
          };
          const low = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
            if (!text || element.closest('style,title')) continue;
            const style = getComputedStyle(element), size = parseFloat(style.fontSize), bold = style.fontWeight >= 600;
            const ground = behind(element), color = over(parse(element instanceof SVGElement ? style.fill : style.color), ground);
            const [a, b] = [luminance(color), luminance(ground)], ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < (size >= 24 || (bold && size >= 18.66) ? 3 : 4.5)) low.push(`${ratio.toFixed(2)}: ${text}`);
          }
          return low;
        })()
        """;

    /// <summary>Letters in charts that are too small, cut off or on top of others.</summary>
    public const string UnreadableLetters = """
        (() => {
          const bad = [];
          for (const chart of document.querySelectorAll('svg.chart')) {
            const frame = chart.getBoundingClientRect(), texts = [...chart.querySelectorAll('text')];
            const boxes = texts.map(t => t.getBoundingClientRect());
            texts.forEach((t, i) => {
              const size = parseFloat(getComputedStyle(t).fontSize) * chart.getScreenCTM().a, box = boxes[i];
              if (size < 9) bad.push(`${size.toFixed(1)} px: ${t.textContent}`);
              if (box.left < frame.left - 1 || box.right > frame.right + 1) bad.push(`cut off: ${t.textContent}`);
              boxes.slice(0, i).forEach((other, j) => {
                const w = Math.min(box.right, other.right) - Math.max(box.left, other.left);
                const h = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
                if (w > 1 && h > 3) bad.push(`${t.textContent} on ${texts[j].textContent}`);
              });
            });
          }
          return bad;
        })()
        """;
}
