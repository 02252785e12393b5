using System.CommandLine;
using GanGate.Gating;
using GanGate.Settings;
using GanGate.Tool.Terminal;

namespace GanGate.Tool.Commands;

/// <summary>The options that define one gate.</summary>
internal sealed class GateOptionSet
{
    private readonly Option<string?> _name = Setting.Gate.ToText();
    private readonly Option<string?> _generated = Setting.Generated.ToText();
    private readonly Option<string[]> _reference =
        Setting.Reference.ToTexts("The statistics of the reference (.npz), or its images; given more than once, each is judged, in one pass.");

    private readonly Option<double?> _maxFid = Setting.MaxFid.ToNumber();
    private readonly Option<double?> _warnFid = Setting.WarnFid.ToNumber();
    private readonly (GateLimit Limit, Option<double?> Option)[] _limits = [.. MetricRule.Limits.Select(limit => (limit, limit.Setting.ToNumber()))];
    private readonly Option<string?> _baseline = Setting.Baseline.ToText();
    private readonly Option<string?> _maxRegression = Setting.MaxRegression.ToText();
    private readonly Option<double?> _alpha = Setting.Alpha.ToNumber();
    private readonly Option<bool> _confident = Setting.Confident.ToSwitch();
    private readonly Option<int?> _expectCount = Setting.ExpectCount.ToCount();
    private readonly Option<string?> _maxCopies = Setting.MaxCopies.ToText();
    private readonly Option<bool> _early = Setting.Early.ToSwitch();
    private readonly Option<bool> _perClass = Setting.PerClass.ToSwitch();
    private readonly Option<double?> _maxJsd = Setting.MaxJsd.ToNumber();
    private readonly Option<double?> _warnJsd = Setting.WarnJsd.ToNumber();
    private readonly Option<int?> _n = Setting.N.ToCount();
    private readonly Option<string?> _samples = Setting.Samples.ToText();
    private readonly Option<int?> _length = Setting.Length.ToCount();
    private readonly Option<string?> _quarantine = Setting.Quarantine.ToText();

    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
    }

    /// <summary>The gate's name, whatever else is missing.</summary>
    public string NameIn(ParseResult parsed) => parsed.GetValue(_name) ?? GateDefinition.DefaultName;

    /// <summary>Whether anything of a gate is given.</summary>
    public bool IsGivenIn(ParseResult parsed) => All.Any(parsed.Has);

    /// <summary>The gate as given.</summary>
    /// <exception cref="GanGateException">GG2001: a side is missing.</exception>
    public GateDefinition Read(ParseResult parsed) =>
        _limits.Aggregate(ReadWithoutLimits(parsed), (gate, limit) => limit.Limit.With(gate, parsed.GetValue(limit.Option)));

    /// <summary>Refuses these options beside a configuration, which replaces them all.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    public void RefuseWithConfiguration(ParseResult parsed)
    {
        Option[] given = [.. All.Where(parsed.Has)];
        if (given.Length == 0) return;

        Sentence names = given.Skip(1).Aggregate((Sentence)$"{given[0].SettingOf()}", (all, option) => $"{all}, {option.SettingOf()}");
        throw new GanGateException(ErrorCodes.Usage, $"{names} cannot be given beside {Setting.Config}: the file says it for each gate");
    }

    private GateDefinition ReadWithoutLimits(ParseResult parsed) => new()
    {
        Name = NameIn(parsed),
        Generated = parsed.GetValue(_generated) ?? throw Missing(Setting.Generated),
        Reference = parsed.GetValue(_reference)?.FirstOrDefault() ?? throw Missing(Setting.Reference),
        MoreReferences = parsed.GetValue(_reference) is [_, _, ..] several ? several[1..] : null,
        MaxFid = parsed.GetValue(_maxFid),
        WarnFid = parsed.GetValue(_warnFid),
        Baseline = parsed.GetValue(_baseline),
        MaxRegression = parsed.GetValue(_maxRegression),
        Alpha = parsed.GetValue(_alpha),
        Confident = parsed.GetValue(_confident),
        ExpectCount = parsed.GetValue(_expectCount),
        MaxCopies = parsed.GetValue(_maxCopies),
        Early = parsed.GetValue(_early),
        PerClass = parsed.GetValue(_perClass),
        MaxJsd = parsed.GetValue(_maxJsd),
        WarnJsd = parsed.GetValue(_warnJsd),
        N = parsed.GetValue(_n),
        Samples = parsed.GetValue(_samples),
        Length = parsed.GetValue(_length),
        Quarantine = parsed.GetValue(_quarantine),
    };

    private Option[] All =>
    [
        _name, _generated, _reference, _maxFid, _warnFid, .. _limits.Select(limit => limit.Option), _baseline, _maxRegression, _alpha, _confident,
        _expectCount, _maxCopies, _early, _perClass, _maxJsd, _warnJsd, _n, _samples, _length, _quarantine,
    ];

    private static GanGateException Missing(Setting setting) => new(
        ErrorCodes.Usage,
        $"{setting} is missing: give {Setting.Generated} and {Setting.Reference}, or {Setting.Config}, or make a {CalibratedGate.Configuration} with {Advice.Init}");
}
