using System.Globalization;
using GanGate.Features;
using GanGate.Models;
using GanGate.Settings;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>
/// Under which protocol a measurement is made: the one that the files state or the one that is named, never a guess. It is chosen once,
/// before anything is measured.
/// </summary>
/// <param name="Options">What opens the protocol's network.</param>
internal sealed record ProtocolChoice(ProtocolOptions Options)
{
    /// <summary>The protocol's id.</summary>
    public string Id => Options.Id;

    /// <summary>Whether it is one of the Inception protocols.</summary>
    public bool IsInception => Protocols.IsInception(Id);

    /// <summary>The public weights that its network runs with; null where it needs none, or runs with others.</summary>
    public PublicModel? PublicModel => Protocols.ModelOf(Id) is not PublicModel model ? null
        : Options.Weights is null ? model : new ModelStore().FindPublic(Options.Weights);

    /// <summary>Chooses the protocol of a measurement.</summary>
    /// <exception cref="GanGateException">
    /// GG2007: none is named; GG3002: there is none of that name; GG3001: the named one is not that of a file, or two files differ.
    /// </exception>
    public static ProtocolChoice Of(MeasurementOptions options, params ReadOnlySpan<MeasurementInput> inputs)
    {
        string id = IdOf(options, inputs);
        return new ProtocolChoice(new ProtocolOptions(id)
        {
            Feature = options.Feature ?? (Protocols.IsInception(id) ? FeatureOf(inputs) : null),
            Weights = options.Weights,
            Threads = options.Threads ?? 0,
            Device = options.Device,
            EpLibrary = options.EpLibrary,
        });
    }

    /// <summary>The identity of the features, without the network: the public weights need not be on this machine.</summary>
    /// <exception cref="GanGateException">It cannot be known.</exception>
    public Protocol Describe() => Protocols.Describe(Options);

    /// <summary>The same, once it is sure that images among the inputs can be measured: the network's weights are there.</summary>
    /// <exception cref="GanGateException">As for <see cref="Describe"/>, and GG3003 or GG3007.</exception>
    public Protocol Find(params ReadOnlySpan<MeasurementInput> inputs)
    {
        if (HasImages(inputs)) Protocols.RequireWeights(Id, Options.Weights);
        return Describe();
    }

    /// <summary>Whether there are images to be measured among some inputs. Statistics alone need no weights on this machine.</summary>
    public static bool HasImages(params ReadOnlySpan<MeasurementInput> inputs)
    {
        foreach (MeasurementInput input in inputs)
        {
            if (input is ImagesInput) return true;
        }

        return false;
    }

    private static string IdOf(MeasurementOptions options, ReadOnlySpan<MeasurementInput> inputs)
    {
        string? id = options.Protocol;
        if (id is not null) Protocols.RequireKnown(id);
        Sentence named = $"{Setting.Protocol}";
        Sentence? namedBy = id is null ? null : named;
        foreach (MeasurementInput input in inputs)
        {
            if (input is not StatisticsInput { Statistics.Meta: StatisticsMeta meta })
            {
                continue;
            }

            if (id is null && Protocols.IsCustom(meta.Protocol))
            {
                throw new GanGateException(
                    ErrorCodes.ProtocolNotNamed,
                    $"'{input.Source}' was made with the extractor '{meta.Protocol}': say where it lies with {Setting.Protocol.At("PATH")}");
            }

            if (id is not null && Protocols.NameOf(id) != Protocols.NameOf(meta.Protocol))
            {
                throw new GanGateException(
                    ErrorCodes.ProtocolMismatch,
                    $"'{input.Source}' was made under protocol {meta.Protocol}, but {namedBy} says {id}: measure both sides under one protocol");
            }

            (id, namedBy) = (id ?? meta.Protocol, namedBy ?? $"'{input.Source}'");
        }

        return id ?? throw new GanGateException(
            ErrorCodes.ProtocolNotNamed,
            $"no protocol is named, and no statistics file states one: add {Setting.Protocol.At(Protocols.BuiltIn)} (built in, offline), "
            + $"{Protocols.Learned} (learned features; it needs {Advice.FetchModelOf(Protocols.Learned)} once), "
            + $"or ttur, pytorch-fid or clean (the FIDs that papers cite; they need {Advice.FetchModel} once)");
    }

    // The depth of Inception features that a statistics file was made with is known by its dimension.
    private static string? FeatureOf(ReadOnlySpan<MeasurementInput> inputs)
    {
        foreach (MeasurementInput input in inputs)
        {
            if (input is StatisticsInput { Statistics.Dimension: (64 or 192 or 768) and int dimension })
            {
                return dimension.ToString(CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    /// <summary>Refuses statistics that were not made under a protocol.</summary>
    /// <exception cref="GanGateException">GG3001 or GG2013.</exception>
    public static void Require(Protocol protocol, StatisticsInput input)
    {
        if (input.Statistics.Meta is StatisticsMeta meta && meta.Fingerprint != protocol.Fingerprint)
        {
            throw new GanGateException(
                ErrorCodes.ProtocolMismatch,
                $"'{input.Source}' was made under protocol {meta.Protocol} with fingerprint {meta.Fingerprint}, "
                + $"here {protocol.Id} has {protocol.Fingerprint}: measure it again with {Advice.MeasureStatistics}");
        }

        if (input.Statistics.Dimension != protocol.Dimension)
        {
            throw new GanGateException(
                ErrorCodes.DimensionMismatch,
                $"'{input.Source}' has {input.Statistics.Dimension} features, protocol {protocol.Id} has {protocol.Dimension}: "
                + "it was made with another extractor");
        }
    }
}
