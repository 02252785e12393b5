namespace GanGate.NUnit;

/// <summary>Test runners show an exception's message and no more: the code, the details and the help go into it.</summary>
internal static class ExplainedFailure
{
    /// <summary>Runs something that may fail.</summary>
    public static T Of<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (GanGateException failure)
        {
            throw Explain(failure);
        }
    }

    /// <summary>A measurement that ended with the test that asked for it.</summary>
    public static OperationCanceledException TimeIsUp(OperationCanceledException stopped) => new(
        $"{ErrorCodes.TimedOut}: the measurement of this test was stopped when the test was: "
        + $"give it more time ([CancelAfter]) or fewer images\n  help: {ErrorCodes.TimedOut.HelpLink}",
        stopped,
        stopped.CancellationToken);

    /// <summary>The same failure with all that a person needs in its message.</summary>
    public static GanGateException Explain(GanGateException failure)
    {
        if (failure.Message.StartsWith(failure.Error.Id, StringComparison.Ordinal)) return failure;

        List<string> lines = [$"{failure.Error}: {failure.Sentence.In(TestWords.Instance)}", .. failure.Details];
        if (failure.Error == ErrorCodes.ProtocolNotNamed)
        {
            lines.Add("in a test: Fid.Measure(generated, reference, new MeasurementOptions { Protocol = \"pyramid\" })");
        }

        lines.Add($"help: {failure.Error.HelpLink}");

        // Not around the failure itself, which runners would print once more.
        return new GanGateException(failure.Error, string.Join("\n  ", lines), failure.InnerException, failure.Details);
    }
}
