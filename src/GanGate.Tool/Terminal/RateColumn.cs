using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GanGate.Tool.Terminal;

/// <summary>How many images are done and how many a second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Describe(task.Value, task.MaxValue, task.ElapsedTime ?? TimeSpan.Zero));

    /// <summary>As shown: 1,200 of 10,000, 16.5/s.</summary>
    internal static string Describe(double done, double total, TimeSpan elapsed)
    {
        string counts = string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0}");
        return elapsed.TotalSeconds > 0 && done > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{counts}, {done / elapsed.TotalSeconds:0.#}/s")
            : counts;
    }
}
