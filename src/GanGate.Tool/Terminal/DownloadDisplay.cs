using System.Globalization;
using GanGate.Models;
using Spectre.Console;

namespace GanGate.Tool.Terminal;

/// <summary>Shows the progress of a download: a bar for a person, a line every ten per cent for a log.</summary>
internal static class DownloadDisplay
{
    /// <summary>Runs work that reports what has arrived.</summary>
    public static T Run<T>(Invocation invocation, Func<IProgress<ModelDownloadProgress>?, T> work)
    {
        if (!invocation.Progress)
        {
            return work(null);
        }

        if (!invocation.Streams.Interactive)
        {
            return work(new Lines(invocation.Streams.Error));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(invocation.Streams.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask("weights"))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<ModelDownloadProgress>
    {
        public void Report(ModelDownloadProgress value)
        {
            task.Description = Markup.Escape(value.Host);
            task.MaxValue = value.Size;
            task.Value = value.Received;
        }
    }

    private sealed class Lines(TextWriter writer) : IProgress<ModelDownloadProgress>
    {
        private long _tenths = -1;

        public void Report(ModelDownloadProgress value)
        {
            long tenths = 10 * value.Received / value.Size;
            if (tenths > _tenths)
            {
                _tenths = tenths;
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"gangate : {value.Received / 1e6:0} of {value.Size / 1e6:0} MB from {value.Host}"));
            }
        }
    }
}
