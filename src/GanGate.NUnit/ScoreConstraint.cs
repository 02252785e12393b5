using System.Globalization;
using GanGate.Gating;
using GanGate.Measuring;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace GanGate.NUnit;

/// <summary>What every constraint of ours shares: it takes a <see cref="FidResult"/> or a number, and a failure says what to do.</summary>
public abstract class ScoreConstraint : Constraint
{
    private (string Test, ConstraintResult Result)? _last;

    private protected ScoreConstraint(params object?[] arguments)
        : base(arguments)
    {
    }

    /// <inheritdoc/>
    public sealed override ConstraintResult ApplyTo<TActual>(TActual actual)
    {
        string test = TestContext.CurrentContext.Test.ID;

        // NUnit 4.2 hands over the delegate of a failed asynchronous assertion once more, when its value has been judged.
        if (actual is Delegate && _last is { } last && last.Test == test) return last.Result;

        ConstraintResult result = actual switch
        {
            FidResult measured => ResultOf(() => Judge(measured), measured),
            double or float or decimal or int or long =>
                ResultOf(() => new Judgement(Judge(Convert.ToDouble(actual, CultureInfo.InvariantCulture)), actual), score: null),
            _ => throw ExplainedFailure.Explain(new GanGateException(ErrorCodes.ActualValueInvalid, WrongValue(actual))),
        };
        _last = (test, result);
        return result;
    }

    /// <summary>Judges a measurement.</summary>
    private protected abstract Judgement Judge(FidResult result);

    /// <summary>Judges a bare number.</summary>
    private protected abstract Check Judge(double value);

    private ScoreConstraintResult ResultOf(Func<Judgement> judge, FidResult? score)
    {
        Judgement judgement = ExplainedFailure.Of(judge);

        // A failure shows them itself; of many assertions on one result the first is enough.
        bool first = judgement.Check.Passed && score?.ClaimWarnings() is true;
        Warning[] warnings = [.. judgement.Warnings, .. first ? score!.Score.Warnings : []];
        foreach (Warning warning in warnings) TestContext.Out.WriteLine($"warning {warning.Error}: {warning.Sentence.In(TestWords.Instance)}");
        return new ScoreConstraintResult(this, judgement, score);
    }

    private static string WrongValue(object? actual) => actual is Task
        ? "the measurement was not awaited: write 'Assert.That(await ..., ...)' or 'await Assert.ThatAsync(() => ..., ...)'"
        : $"the constraint takes a {nameof(FidResult)} or a number, not {actual?.GetType().Name ?? "null"}";
}

/// <summary>A rule's outcome for a value.</summary>
/// <param name="Check">The outcome.</param>
/// <param name="Actual">What a failure shows as the actual value.</param>
internal sealed record Judgement(Check Check, object Actual)
{
    /// <summary>What a failure says to do where the value is the wanted one; null for nothing.</summary>
    public string? Next { get; init; }

    /// <summary>What the rule leaves to a person to weigh, whether it is kept or not.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];
}
