using System.CommandLine;
using GanGate.Settings;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;
using GanGate.Training.Runs;
using GanGate.Training.Texts;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train wgan-gp-text</c>: trains a generator of lines of text and watches its n-gram divergence.</summary>
internal static class TrainTextCommand
{
    public static Command Create(TerminalStreams streams)
    {
        Argument<string> text = new("text") { Description = "The text to learn: UTF-8, one sample a line." };
        Option<int?> threads = Setting.Threads.ToCount();
        Command command = new("wgan-gp-text", "Train a WGAN-GP of lines of text; two time-scales unless --original.") { text, threads };
        TextOptionSet lines = new();
        GanOptionSet training = new();
        RateOptionSet rates = new(GanNetwork.WganGpText);
        lines.AddTo(command);
        training.AddTo(command);
        rates.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            ParseResult parsed = invocation.Parsed;
            GanSettings settings = lines.Settings(parsed, training.Settings(parsed, rates.Rule(parsed)));
            GanRunOptions options = training.Options(
                parsed, GanNetwork.WganGpText, parsed.GetRequiredValue(text), TrainingLines.For(invocation));
            return TrainingOutput.Show(invocation, TextTraining.Run(
                settings,
                options with { Threads = parsed.GetValue(threads) },
                lines.Divergence(parsed, settings),
                invocation.Cancellation));
        });
        return command;
    }
}
