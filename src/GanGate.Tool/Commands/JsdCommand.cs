using System.CommandLine;
using System.Globalization;
using System.Text;
using GanGate.Measuring;
using GanGate.Reporting;
using GanGate.Settings;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate jsd</c>: the n-gram divergence of a text generator, without a verdict.</summary>
internal static class JsdCommand
{
    private const string AllSamples = "all";

    public static Command Create(TerminalStreams streams)
    {
        Argument<string> generated = new("generated") { Description = "The generated text: UTF-8, one sample a line." };
        Argument<string> reference = new("reference") { Description = "Real text: UTF-8, one sample a line; all of it is taken." };
        Option<int[]?> n = Setting.Ngrams.ToParsed(ParseLengths, "needs lengths such as 6 or 4,6");
        Option<string?> samples = Setting.Samples.ToText(), jsonFile = Setting.JsonFile.ToText();
        Option<int?> length = Setting.Length.ToCount();

        Command command = new("jsd", "Print the Jensen-Shannon divergence between the character n-grams of generated and real text.")
        {
            generated, reference, n, samples, length, jsonFile,
        };
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            string? path = Paths.RequireWritable(parsed.GetValue(jsonFile));
            DivergenceOptions defaults = new();
            DivergenceResult result = DivergenceMeasurement.Compare(
                parsed.GetRequiredValue(generated),
                parsed.GetRequiredValue(reference),
                new DivergenceOptions
                {
                    N = parsed.GetValue(n) is { Length: > 0 } lengths ? lengths : defaults.N,
                    Samples = parsed.GetValue(samples) is string text ? ReadSamples(text) : defaults.Samples,
                    Length = parsed.GetValue(length) ?? defaults.Length,
                },
                invocation.Cancellation);
            string json = DivergenceReport.RenderJson(result);
            if (path is not null) AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));

            invocation.Streams.Out.WriteLine(invocation.Json ? json : DivergenceReport.RenderText(result));
            return 0;
        });
        return command;
    }

    private static int? ReadSamples(string text) => text == AllSamples
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : throw new GanGateException(ErrorCodes.Usage, $"{Setting.Samples} needs a whole number of at least 2, or '{AllSamples}', not '{text}'");

    private static int[]? ParseLengths(string text)
    {
        int[] lengths = [.. text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0)];
        return lengths.Contains(0) ? null : lengths;
    }
}
