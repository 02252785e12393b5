using System.CommandLine;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;
using GanGate.Training.Runs;
using GanGate.Training.Texts;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train wgan-gp-text</c>: trains a generator of lines of text and watches its n-gram divergence.</summary>
internal static class TrainTextCommand
{
    private const int DefaultNgram = 4;

    /// <summary>Creates the command.</summary>
    public static Command Create(TerminalStreams streams)
    {
        Argument<string> text = new("text") { Description = "The text to learn: UTF-8, one sample a line." };
        Option<int?> length = Numbers.Positive(
            "--length", "Characters of a line, longer ones are cut and shorter ones padded; 32 by default.");
        Option<int?> n = Numbers.Positive("--n", $"The length of the n-grams that are scored, 1 to 6; {DefaultNgram} by default.");
        Option<int?> threads = Numbers.Positive("--threads", "Threads to use; one per core by default.");
        Command command = new("wgan-gp-text", "Train a WGAN-GP of lines of text; two time-scales unless --original.")
        {
            text, length, n, threads,
        };
        GanOptionSet training = new(samples: 640);
        RateOptionSet rates = new();
        training.AddTo(command);
        rates.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            GanSettings settings = training.Settings(parsed, rates.Rule(parsed, GanNetwork.WganGpText));
            settings = settings with { Size = parsed.GetValue(length) ?? settings.Size };
            GanRunOptions options = training.Options(parsed, parsed.GetRequiredValue(text), TrainingLines.For(invocation));
            GanResult result = TextTraining.Run(
                settings,
                options with { Threads = parsed.GetValue(threads) },
                TextDivergence.OfNgrams(parsed.GetValue(n) ?? DefaultNgram, settings.Size),
                invocation.Cancellation);
            return TrainingOutput.Show(invocation, result);
        });
        return command;
    }
}
