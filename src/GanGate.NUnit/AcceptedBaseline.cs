using GanGate.Gating;

namespace GanGate.NUnit;

/// <summary>A gate's entry in a baseline file.</summary>
/// <param name="File">The file.</param>
/// <param name="Gate">The gate; null for the only one of the file.</param>
internal sealed record AcceptedBaseline(string File, string? Gate)
{
    /// <summary>Reads the entry; each assertion reads the file anew, since tests may accept a baseline.</summary>
    /// <exception cref="GanGateException">GG2008: the file is missing or not valid, or has no such entry.</exception>
    public BaselineEntry Read()
    {
        BaselineFile file = BaselineFile.Read(File);
        return file.EntryOf(File, Gate ?? (file.Gates.Count == 1 ? file.Gates.Keys.Single() : GateDefinition.DefaultName));
    }

    /// <summary>The same for a measurement, whose report is what to accept where there is no such entry.</summary>
    /// <exception cref="GanGateException">GG2008: as above, with the command.</exception>
    public BaselineEntry ReadFor(FidResult result)
    {
        try
        {
            return Read();
        }
        catch (GanGateException failure) when (AcceptanceOf(result, isWorse: false) is string acceptance)
        {
            throw new GanGateException(failure.Error, failure.Sentence, failure.InnerException, [.. failure.Details, acceptance]);
        }
    }

    /// <summary>
    /// The command that makes a measurement the accepted one; null for a gate's name, which the reports of tests do not have. There are no
    /// words of a test for it: a line of code that accepts would do so in every run, and the tests see a copy of the file where they were
    /// built.
    /// </summary>
    /// <param name="result">The measurement.</param>
    /// <param name="isWorse">Whether it is worse than what was accepted, so that it takes a reason.</param>
    public string? AcceptanceOf(FidResult result, bool isWorse) => Gate is null
        ? $"accept     gangate baseline accept \"{ReportAttachments.PathOf(result, "json")}\" -o {Path.GetFileName(File)} "
            + (isWorse ? "--reason \"...\" " : "") + "(the project's own file)"
        : null;

    /// <summary>As messages name it.</summary>
    public override string ToString() => Gate is null ? $"'{File}'" : $"'{File}' of gate '{Gate}'";
}
