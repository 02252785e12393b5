using System.Globalization;
using GanGate.Models;
using Spectre.Console;

namespace GanGate.Tool.Terminal;

/// <summary>Shows the progress of a download: a bar for a person, a line every ten per cent for a log, or ten megabytes where the size is not known.</summary>
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
            task.IsIndeterminate = value.Size == 0;
            task.MaxValue = value.Size > 0 ? value.Size : value.Received;
            task.Value = value.Received;
        }
    }

    private sealed class Lines(TextWriter writer) : IProgress<ModelDownloadProgress>
    {
        private const long UnknownStep = 10_000_000;

        private long _steps = -1;

        public void Report(ModelDownloadProgress value)
        {
            long steps = value.Size > 0 ? 10 * value.Received / value.Size : value.Received / UnknownStep;
            if (steps <= _steps) return;
            _steps = steps;
            string size = value.Size > 0 ? string.Create(CultureInfo.InvariantCulture, $" of {value.Size / 1e6:0}") : "";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"gangate : {value.Received / 1e6:0}{size} MB from {value.Host}"));
        }
    }
}
