using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GanGate.Tool.Hosting;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary>The options that every command has, and the one way in which commands run and fail.</summary>
internal sealed class OutputOptions(TerminalStreams streams)
{
    private readonly Option<bool> _json = new("--json") { Description = "Write one JSON object to standard output and nothing else." };

    private readonly Option<bool> _noProgress = new("--no-progress") { Description = "Show no progress." };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show where an unexpected error came from." };

    private readonly Option<TimeSpan?> _timeout = new("--timeout")
    {
        Description = "Stop after this time: 90 (seconds), 15m, 2h.",
        HelpName = "time",
        CustomParser = ParseTimeout,
    };

    // For programs that run the command, such as a build.
    private readonly Option<bool> _attached = new(TerminalStreams.Attached) { Description = "Stop when standard input ends; write UTF-8.", Hidden = true };

    private readonly Option<int?> _slots = Numbers.Positive(
        "--slots", "Wait until fewer than so many commands with this option run on this machine; the time limit starts after that.");

    /// <summary>Adds the options to a command and makes <paramref name="run"/> what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">Returns the exit code; throws GanGateException for everything a person can act on.</param>
    public void Complete(Command command, Func<Invocation, int> run)
    {
        command.Options.Add(_json);
        command.Options.Add(_noProgress);
        command.Options.Add(_timeout);
        command.Options.Add(_verbose);
        _slots.Hidden = true;
        command.Options.Add(_attached);
        command.Options.Add(_slots);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, run, cancellation), CancellationToken.None));
    }

    private int Run(ParseResult parsed, Func<Invocation, int> run, CancellationToken cancellation)
    {
        TimeSpan? timeout = parsed.GetValue(_timeout);
        bool json = parsed.GetValue(_json);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using CancellationTokenSource timer = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        bool progress = !parsed.GetValue(_noProgress);
        try
        {
            using IDisposable? slot = Enter(parsed, stop);
            using TimeLimit? clock = timeout is TimeSpan limit
                ? new TimeLimit(limit, timer, Ending.Patience, () => Environment.Exit(TimeIsUp(limit, ", and what was running did not end")))
                : null;
            return run(new Invocation(parsed, streams, json, progress, timer.Token));
        }
        catch (GanGateException failure)
        {
            return ErrorLine.Fail(streams, failure, json);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && timeout is not null)
        {
            return TimeIsUp(timeout.Value, "");
        }
        catch (OperationCanceledException)
        {
            streams.Error.WriteLine("gangate : cancelled");
            return Ending.Cancelled;
        }
        catch (Exception failure) when (CurrentFolder.IsGone(failure))
        {
            return ErrorLine.Fail(streams, CurrentFolder.Error(failure), json);
        }
        catch (Exception failure) when (FileTrouble.Of(failure) is Exception cause)
        {
            return ErrorLine.Fail(
                streams, new GanGateException(ErrorCodes.SourceUnreadable, $"the system refuses a file: {cause.Message}", failure), json);
        }
#pragma warning disable CA1031 // The last line of defence: no stack trace reaches a person who did not ask for one.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            string hint = parsed.GetValue(_verbose) ? "" : " (run again with --verbose and report it)";
            int exitCode = ErrorLine.Fail(
                streams, new GanGateException(ErrorCodes.Internal, $"unexpected {failure.GetType().Name}: {failure.Message}{hint}", failure), json);
            if (parsed.GetValue(_verbose))
            {
                streams.Error.WriteLine(failure);
            }

            return exitCode;
        }

        int TimeIsUp(TimeSpan limit, string more)
        {
            string seconds = limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            string message = $"stopped after the time limit of {seconds} s{more}: raise --timeout or measure fewer images";
            return ErrorLine.Fail(streams, new GanGateException(ErrorCodes.TimedOut, message), json);
        }
    }

    private IDisposable? Enter(ParseResult parsed, CancellationTokenSource stop)
    {
        if (parsed.GetValue(_attached))
        {
            Attachment.Watch(Console.OpenStandardInput(), Ending.TerminationTimeout, stop);
        }

        return parsed.GetValue(_slots) is int slots
            ? MachineSlot.Wait(slots, () => streams.Error.WriteLine("gangate : waiting for another measurement on this machine"), stop.Token)
            : null;
    }

    private static TimeSpan? ParseTimeout(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        double unit = text.LastOrDefault().ToString() switch { "s" => 1, "m" => 60, "h" => 3600, _ => 0 };
        string number = unit == 0 ? text : text[..^1];
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount)
            && amount * Math.Max(unit, 1) is > 0 and < int.MaxValue / 1000)
        {
            return TimeSpan.FromSeconds(amount * Math.Max(unit, 1));
        }

        result.AddError($"'{text}' is not a time limit: write seconds (90), or a number with s, m or h (15m)");
        return null;
    }
}
