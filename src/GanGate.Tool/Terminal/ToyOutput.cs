using System.Globalization;
using System.Text.Json.Nodes;
using GanGate.Measuring;
using GanGate.Training.Toys;

namespace GanGate.Tool.Terminal;

/// <summary>Shows what a small experiment found.</summary>
internal static class ToyOutput
{
    /// <summary>Shows it as text, or as JSON.</summary>
    /// <returns>0.</returns>
    public static int Show(Invocation invocation, ToyExperiment experiment)
    {
        invocation.Streams.Out.WriteLine(invocation.Json ? Json(experiment).ToJsonString() : Text(experiment));
        return 0;
    }

    private static string Text(ToyExperiment experiment)
    {
        List<string> lines = [$"{experiment.Name}: {experiment.Shows}"];
        foreach (ToyRow row in experiment.Rows)
        {
            lines.Add($"  {row.Setting}");
            lines.AddRange(experiment.Columns.Zip(row.Values, (column, value) =>
                string.Create(CultureInfo.InvariantCulture, $"    {column,-36} ") + ValueOf(value)));
        }

        return string.Join('\n', lines);
    }

    private static string ValueOf(double value) => double.IsPositiveInfinity(value) ? "never" : ScoreFormat.Number(value);

    private static JsonObject Json(ToyExperiment experiment) => new()
    {
        ["schema"] = "gangate-training/1",
        ["experiment"] = experiment.Name,
        ["shows"] = experiment.Shows,
        ["rows"] = new JsonArray([.. experiment.Rows.Select(row => RowOf(experiment, row))]),
    };

    // A number that is not finite has no form in JSON.
    private static JsonObject RowOf(ToyExperiment experiment, ToyRow row)
    {
        JsonObject json = new() { ["setting"] = row.Setting };
        foreach ((string column, double value) in experiment.Columns.Zip(row.Values))
        {
            json[column] = double.IsFinite(value) ? value : null;
        }

        return json;
    }
}
