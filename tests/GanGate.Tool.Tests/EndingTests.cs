using System.CommandLine;
using GanGate.Tool.Commands;
using GanGate.Tool.Hosting;
using GanGate.Tool.Terminal;

namespace GanGate.Tests;

/// <summary>How a command ends that fails in a way nobody thought of.</summary>
public class EndingTests
{
    [Test]
    public async Task Memory_that_runs_out_is_no_fault_of_ours()
    {
        (int exitCode, string error) = await Run(() => throw new AggregateException(new IOException(), new InsufficientMemoryException()));

        Assert.That(exitCode, Is.EqualTo(3));
        Assert.That(error, Is.EqualTo(
            "gangate : error GG4018: the memory ran out: close other programs, or do less at once with smaller --threads, --batch-size or, in a "
            + "training, --mini-batch or --filters\n"));
    }

    [Test]
    public async Task Whatever_is_thrown_by_work_that_was_asked_to_stop_it_is_cancelled()
    {
        using CancellationTokenSource stop = new();
        (int exitCode, string error) = await Run(
            () =>
            {
                stop.Cancel();
                throw new InvalidOperationException();
            },
            stop.Token);

        Assert.That((exitCode, error), Is.EqualTo((Ending.Cancelled, "gangate : cancelled\n")));
    }

    [Test]
    public void Asking_work_to_stop_never_throws()
    {
        CancellationTokenSource done = new(), broken = new();
        done.Dispose();
        broken.Token.Register(() => throw new InvalidOperationException());

        Assert.That(() => Ending.Ask(done), Throws.Nothing);
        Assert.That(() => Ending.Ask(broken), Throws.Nothing);
        broken.Dispose();
    }

    private static async Task<(int ExitCode, string Error)> Run(Func<int> work, CancellationToken cancellation = default)
    {
        using StringWriter error = new();
        Command command = new("work");
        new OutputOptions(new TerminalStreams(TextWriter.Null, error, Colors: false, Interactive: false)).Complete(command, _ => work());
        int exitCode = await command.Parse([]).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, cancellation);
        return (exitCode, error.ToString());
    }
}
