using System.Globalization;
using GanGate.Features;
using GanGate.Settings;
using GanGate.Statistics;

namespace GanGate.Measuring;

/// <summary>Decides under which protocol to measure: the one that the files state or the one that is named, never a guess.</summary>
internal static class ProtocolChoice
{
    /// <summary>The protocol's id for a measurement.</summary>
    /// <exception cref="GanGateException">
    /// GG2007: none is named; GG3002: there is none of that name; GG3001: the named one is not that of a file, or two files differ.
    /// </exception>
    public static string Of(MeasurementOptions options, params ReadOnlySpan<MeasurementInput> inputs)
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
            $"no protocol is named, and no statistics file states one: add {Setting.Protocol.At("pyramid")} (built in, offline), "
            + $"or ttur, pytorch-fid or clean (the FIDs that papers cite; they need {Advice.FetchModel} once)");
    }

    /// <summary>The depth of Inception features that a statistics file was made with, known by its dimension; null for the protocol's own.</summary>
    public static string? FeatureOf(params ReadOnlySpan<MeasurementInput> inputs)
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
