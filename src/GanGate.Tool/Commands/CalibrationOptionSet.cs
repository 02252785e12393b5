using System.CommandLine;
using GanGate.Calibration;
using GanGate.Features;
using GanGate.Gating;
using GanGate.Measuring;
using GanGate.Settings;

namespace GanGate.Tool.Commands;

/// <summary>The options that say what a calibration tries, and how it measures.</summary>
/// <param name="faultSamples">The most good samples to which faults are applied where nothing is said; null for the calibration's own default.</param>
internal sealed class CalibrationOptionSet(int? faultSamples = null)
{
    private readonly Option<double?> _alpha = Setting.Alpha.ToNumber("The accepted chance that good samples fail the limit.");
    private readonly Option<string?> _allowance = Setting.Allowance.ToText(), _detect = Setting.Detect.ToText();
    private readonly Option<FaultKind[]?> _only = Setting.Only.ToParsed(
        ParseNames, $"takes some of {Names}", $"Only some of the faults: {Names}.");

    private readonly Option<Metric[]?> _metrics = MetricOption.Create("The metrics of which the gate gets limits, the distance in any case");
    private readonly Option<string?> _contaminateWith =
        Setting.ContaminateWith.ToText("A second set of images, whose images are foreign; textures by formula where nothing is said.");

    private readonly Option<int?> _faultSamples = Setting.FaultSamples.ToCount(
        faultSamples is int fewer ? $"The most good samples to which faults are applied; {fewer} where nothing is said." : null);

    private readonly NetworkOptionSet _network = new();
    private readonly SampleOptionSet _samples = new();

    private static string Names => string.Join(',', FaultKind.All.Select(kind => kind.Name));

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_alpha, _allowance, _detect, _only, _metrics, _contaminateWith, _faultSamples]) command.Options.Add(option);
        _network.AddTo(command);
        _samples.AddTo(command);
    }

    /// <summary>The options as given.</summary>
    /// <exception cref="GanGateException">GG2001: they are not possible.</exception>
    public CalibrationOptions Read(ParseResult parsed, IProgress<MeasurementProgress>? progress)
    {
        CalibrationOptions defaults = new();
        return defaults with
        {
            Measurement = _samples.Complete(_network.Read(parsed, progress), parsed),
            Rules = defaults.Rules with
            {
                Alpha = StudyOptionSet.RequireAlpha(parsed.GetValue(_alpha)) ?? defaults.Rules.Alpha,
                Allowance = parsed.GetValue(_allowance) is string allowed ? Allowance.Parse(allowed, "an allowance") : defaults.Rules.Allowance,
            },
            Faults = parsed.GetValue(_only) is { Length: > 0 } only ? only : null,
            Limits = parsed.GetValue(_metrics) ?? [],
            ContaminateWith = parsed.GetValue(_contaminateWith),
            Detect = parsed.GetValue(_detect) is string wanted ? Allowance.Parse(wanted, "a rise") : defaults.Detect,
            FaultSamples = parsed.GetValue(_faultSamples) ?? faultSamples ?? defaults.FaultSamples,
            Seed = _samples.SeedOf(parsed),
        };
    }

    private static FaultKind[]? ParseNames(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(name => FaultKind.All.Any(kind => kind.Name == name))
            ? [.. FaultKind.All.Where(kind => names.Contains(kind.Name))]
            : null;
    }
}
