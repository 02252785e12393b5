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

    /// <summary>As messages name it.</summary>
    public override string ToString() => Gate is null ? $"'{File}'" : $"'{File}' of gate '{Gate}'";
}
