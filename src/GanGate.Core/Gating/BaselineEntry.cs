using GanGate.Features;

namespace GanGate.Gating;

/// <summary>The accepted results of one gate, and the conditions under which they hold.</summary>
/// <param name="Protocol">The protocol of the accepted measurements.</param>
/// <param name="Reference">The reference they were measured against.</param>
/// <param name="Runs">At least one accepted measurement.</param>
public sealed record BaselineEntry(ProtocolIdentity Protocol, BaselineReference Reference, IReadOnlyList<BaselineRun> Runs)
{
    /// <summary>The score that a new one is held against: the mean over the accepted runs.</summary>
    internal double Value => Runs.Average(run => run.Value);

    /// <summary>Refuses a score that was not measured as the accepted ones were.</summary>
    /// <exception cref="GanGateException">GG3001 or GG2008: another protocol, dimension or reference.</exception>
    internal void RequireSameConditions(Score score)
    {
        ProtocolIdentity measured = ProtocolIdentity.Of(score.Protocol);
        if (measured != Protocol)
        {
            throw new GanGateException(
                ErrorCodes.ProtocolMismatch,
                $"the baseline was accepted under protocol {Protocol}, but this score was measured under {measured}: accept a new baseline");
        }

        if (score.ReferenceHash is null)
        {
            throw NoReferenceIdentity(score.Reference.Source);
        }

        if (score.ReferenceHash != Reference.Hash)
        {
            throw new GanGateException(
                ErrorCodes.BaselineInvalid,
                $"the baseline was accepted against another reference than '{score.Reference.Source}': "
                + "use that reference again, or accept a new baseline");
        }
    }

    /// <summary>The error for a reference that was measured from images.</summary>
    internal static GanGateException NoReferenceIdentity(string reference) => new(
        ErrorCodes.BaselineInvalid,
        $"a baseline needs a reference that stays the same to the last bit, but '{reference}' was measured from images: "
        + "make a statistics file of it with 'gangate stats'");
}

/// <summary>What must be equal for two measurements to be comparable.</summary>
/// <param name="Id">The protocol's id.</param>
/// <param name="Fingerprint">See <see cref="Protocol.Fingerprint"/>.</param>
/// <param name="Dimension">D.</param>
public sealed record ProtocolIdentity(string Id, string Fingerprint, int Dimension)
{
    /// <summary>The identity of a protocol.</summary>
    public static ProtocolIdentity Of(Protocol protocol)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        return new ProtocolIdentity(protocol.Id, protocol.Fingerprint, protocol.Dimension);
    }

    /// <summary>As messages name it; a few digits of the fingerprint tell two apart.</summary>
    public override string ToString() => $"{Id}, {Dimension} features, {Fingerprint[..Math.Min(15, Fingerprint.Length)]}";
}

/// <summary>The reference of a baseline.</summary>
/// <param name="Hash">SHA-256 of its mean and covariance.</param>
/// <param name="Count">Its images, where known.</param>
public sealed record BaselineReference(string Hash, long? Count);

/// <summary>One accepted measurement.</summary>
/// <param name="Value">The distance.</param>
/// <param name="Count">The number of generated images, where known.</param>
/// <param name="Created">When it was measured, in UTC.</param>
/// <param name="ToolVersion">The GanGate that measured it.</param>
public sealed record BaselineRun(double Value, long? Count, DateTimeOffset Created, string ToolVersion);
