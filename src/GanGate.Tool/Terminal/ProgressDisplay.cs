using GanGate.Measuring;
using GanGate.Reporting;
using Spectre.Console;

namespace GanGate.Tool.Terminal;

/// <summary>Shows the progress of a measurement: bars for a person, a line now and then for a log.</summary>
internal static class ProgressDisplay
{
    // So that the bar keeps its room beside it on a narrow terminal.
    private const int LongestName = 24;

    /// <summary>Runs work that reports its progress.</summary>
    public static T Run<T>(Invocation invocation, Func<IProgress<MeasurementProgress>?, T> work)
    {
        if (!invocation.Progress)
        {
            return work(null);
        }

        if (!invocation.Streams.Interactive)
        {
            return work(new ProgressLines(invocation.Streams.Error, TimeProvider.System));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(invocation.Streams.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bars(context)));
    }

    private sealed class Bars(ProgressContext context) : IProgress<MeasurementProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Report(MeasurementProgress value)
        {
            lock (_tasks)
            {
                if (!_tasks.TryGetValue(value.Source, out ProgressTask? task))
                {
                    task = context.AddTask(Spectre.Console.Markup.Escape(PlainText.OneLine(value.Source, LongestName)), maxValue: value.Total);
                    _tasks.Add(value.Source, task);
                }

                task.Value = value.Done;

                // Or the rate would go on falling.
                if (value.Done == value.Total) task.StopTask();
            }
        }
    }
}
