using System.Security.Cryptography;
using System.Text;
using GanGate.Measuring;
using GanGate.Models;

namespace GanGate.Gating;

/// <summary>What gates need beside their sources and a CI job may therefore keep between runs.</summary>
/// <param name="Models">The public weights with which gates run networks.</param>
/// <param name="References">
/// A hash of all that the statistics in a <see cref="MeasurementOptions.ReferenceCache"/> depend on; null where no gate would use one.
/// </param>
internal sealed record GateNeeds(IReadOnlyList<PublicModel> Models, string? References)
{
    /// <summary>Opens the gates' sources and measures nothing.</summary>
    /// <exception cref="GanGateException">The gates could not run.</exception>
    public static GateNeeds Of(IReadOnlyList<GateDefinition> gates, MeasurementOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(gates);
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Grid = null };
        using MeasurementInputs inputs = MeasurementInputs.Of(options.FileRules);
        PlannedGate[] planned = [.. gates.Where(gate => !gate.IsText).SelectMany(gate => PlannedGate.Of(gate, options, inputs))];
        PublicModel[] models = [.. planned
            .Where(gate => gate.Generated is ImagesInput || gate.Reference is ImagesInput)
            .Select(gate => gate.Choice.PublicModel)
            .OfType<PublicModel>()
            .Distinct()];
        string[] references = [.. planned
            .Where(gate => gate.NeedsStatisticsOnly && gate.Reference is ImagesInput)
            .Select(gate => MeasurementKey.Of(
                (ImagesInput)gate.Reference, gate.Choice.Describe(), cancellation))
            .Distinct()
            .Order(StringComparer.Ordinal)];
        return new GateNeeds(
            models,
            references.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(references)))));
    }
}
