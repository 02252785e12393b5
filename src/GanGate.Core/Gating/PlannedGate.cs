using GanGate.Features;
using GanGate.Generators;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Settings;

namespace GanGate.Gating;

/// <summary>A gate whose rules were read and whose inputs are open: all that can be told of it before anything is measured.</summary>
/// <param name="Name">The name in reports and baselines.</param>
/// <param name="Definition">The gate as it was defined.</param>
/// <param name="Policy">Its rules.</param>
/// <param name="Generated">The generated images, or their statistics.</param>
/// <param name="Reference">The reference.</param>
/// <param name="Options">How to measure, with the protocol that was chosen.</param>
internal sealed record PlannedGate(
    string Name,
    GateDefinition Definition,
    GatePolicy Policy,
    MeasurementInput Generated,
    MeasurementInput Reference,
    MeasurementOptions Options) : IPlannedGate
{
    // What rules need of each other: what is broken, and how it is said.
    private static readonly (Func<GateDefinition, bool> Broken, Sentence What)[] Requirements =
    [
        (gate => gate is { MaxFid: null, WarnFid: null, Baseline: null, MaxCopies: null } && !MetricRule.In(gate).Any(),
            $"has no rule: give a baseline ({Setting.Baseline}), a limit ({Setting.MaxFid}) or a largest number of copies ({Setting.MaxCopies})"),
        (gate => IsNoLimit(gate.MaxFid) || IsNoLimit(gate.WarnFid), "needs a limit that is a number of at least 0"),
        (gate => gate.WarnFid >= gate.MaxFid, "needs a warning limit below the limit at which it fails"),
        (gate => gate is { Baseline: null, MaxRegression: not null }, $"allows a regression but names no baseline ({Setting.Baseline})"),
        (gate => gate.Alpha is double alpha && !(alpha is > 0 and <= 0.5), $"needs an alpha above 0 and at most 0.5 ({Setting.Alpha})"),
        (gate => gate is { Alpha: not null, Baseline: null, Confident: false, Early: false },
            $"has an alpha ({Setting.Alpha}) but nothing to use it for: name a baseline ({Setting.Baseline}), or ask for {Setting.Confident} "
            + $"or {Setting.Early}"),
        (gate => gate is { Baseline: not null, MaxCopies: not null },
            $"has a baseline, which needs the reference as statistics, and {Setting.MaxCopies}, which needs its images: make two gates of it"),
        (gate => gate is { MaxFid: null, WarnFid: null, Confident: true } && !MetricRule.In(gate).Any(),
            $"wants to be confident of a limit but has none ({Setting.MaxFid})"),
        (gate => gate.Early && (gate.MaxCopies is not null || gate.PerClass || MetricRule.In(gate).Any()),
            $"asks for an early answer ({Setting.Early}), which there is for {Setting.MaxFid} and {Setting.Baseline} of all images only: "
            + $"make two gates of it"),
    ];

    /// <summary>The protocol of all its sides.</summary>
    public required ProtocolChoice Choice { get; init; }

    /// <summary>The class that it judges; null for all images.</summary>
    public string? Class { get; init; }

    /// <summary>How many generated images it judges, where known.</summary>
    public required long? Count { get; init; }

    /// <summary>Gates with equal keys share one pass over the generated images.</summary>
    public object PassKey => (Generated, Options);

    /// <summary>Whether the reference's statistics are enough for it.</summary>
    public bool NeedsStatisticsOnly => Policy.MaxCopies is null && Class is null && !ClipProtocols.IsCmmd(Choice.Id)
        && !Metrics.Any(metric => metric.NeedsReferenceFeatures);

    /// <summary>What is measured beside the distance.</summary>
    public IEnumerable<Metric> Metrics => Policy.Limits.Select(limit => limit.Metric);

    /// <summary>Reads a gate's rules and opens its inputs; there is one for each of several references, and for each class.</summary>
    /// <exception cref="GanGateException">The rules make no sense, or an input is missing or unreadable.</exception>
    public static IEnumerable<PlannedGate> Of(GateDefinition gate, MeasurementOptions options, MeasurementInputs inputs)
    {
        if (gate.MoreReferences is not [_, ..]) return OfOne(gate, options, inputs);

        GateDefinition[] each = [.. ((string[])[gate.Reference, .. gate.MoreReferences]).Select(reference => gate with
        {
            Name = $"{gate.Name}/{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(reference))}",
            Reference = reference,
        })];
        return each.DistinctBy(one => one.Name).Count() == each.Length
            ? each.SelectMany(one => OfOne(one, options, inputs))
            : throw Usage(gate, $"has two references of the same file name: make gates with names of their own in a configuration ({Setting.Config})");
    }

    private static PlannedGate[] OfOne(GateDefinition gate, MeasurementOptions options, MeasurementInputs inputs)
    {
        GatePolicy policy = PolicyOf(gate);
        options = OptionsOf(gate, options);
        MeasurementInput reference = ReferenceOf(gate, options, inputs);
        MeasurementInput generated = inputs.OpenSamples(gate.Generated, options);
        ProtocolChoice choice = ProtocolChoice.Of(options, generated, reference.Stated);
        options = options with { Protocol = choice.Id, Feature = choice.Options.Feature };
        PlannedGate planned = new(gate.Name, gate, policy, generated, reference, options) { Choice = choice, Count = CountOf(generated) };
        if (gate.Early && generated is not ImagesInput)
        {
            throw Usage(
                gate, $"asks for an early answer ({Setting.Early}) but has statistics instead of generated images: there is nothing left to measure");
        }

        return gate.PerClass ? planned.OfClasses() : [planned];
    }

    // Most gates have no rules of their own for files, and share their references.
    private static MeasurementInput ReferenceOf(GateDefinition gate, MeasurementOptions options, MeasurementInputs inputs)
    {
        bool own = gate.Exclude is [_, ..] || gate.EveryPicture || gate.SampleBits is not null;
        return (gate.PerClass, own) switch
        {
            (true, true) => inputs.OpenPerClass(gate.Reference, options.FileRules),
            (true, false) => inputs.OpenPerClass(gate.Reference),
            (false, true) => inputs.Open(gate.Reference, options.FileRules),
            (false, false) => inputs.Open(gate.Reference),
        };
    }

    /// <summary>Refuses inputs for which a rule could never be applied, before they are measured.</summary>
    /// <exception cref="GanGateException">As the verdict would, an hour later.</exception>
    public void RequirePossible(Protocol protocol)
    {
        MeasurementInput reference = Reference is ClassStatisticsInput files ? files.Read(Class!) : Reference;
        if (reference is StatisticsInput statistics) ProtocolChoice.Require(protocol, statistics);
        Policy.RequirePossible(protocol, Generated, reference, Count);
        if (Class is not null) ImageClasses.RequireRoom(Generated, Reference, protocol);
    }

    /// <summary>Whether an early answer costs less than it saves.</summary>
    public bool EarlyCanHelp(Protocol protocol) => Count >= EarlyPlan.FewestTotal(protocol.Dimension);

    /// <summary>When to look for an early answer.</summary>
    public EarlyPlan EarlyPlanUnder(Protocol protocol) => EarlyPlan.For((int)Count!.Value, protocol.Dimension, Policy.Alpha, Policy.Rules);

    /// <summary>The outcome of every rule.</summary>
    public GateResult Judge(Score score)
    {
        score = score.WithOnly(Metrics);
        Verdict verdict = Policy.Judge(score);
        bool inVain = Definition.Early && !EarlyCanHelp(score.Protocol);
        return new GateResult(Name, score, inVain ? verdict with { Warnings = [.. verdict.Warnings, CannotHelp(score)] } : verdict);
    }

    private static Warning CannotHelp(Score score)
    {
        int dimension = score.Protocol.Dimension;
        return new Warning(
            ErrorCodes.EarlyCannotHelp,
            $"an early answer ({Setting.Early}) does not help with {ScoreFormat.Count(score.Generated.Count ?? 0)} images: at {dimension} features "
            + $"the first look comes after {ScoreFormat.Count(EarlyPlan.FirstLook(dimension))}, and with fewer than "
            + $"{ScoreFormat.Count(EarlyPlan.FewestTotal(dimension))} in all the looks cost more than they save; all were measured");
    }

    private PlannedGate[] OfClasses()
    {
        ImageClasses classes = ImageClasses.Of(Generated, Reference);
        BaselineFile? baselines = Definition.Baseline is null ? null : BaselineFile.Read(Definition.Baseline);
        return [.. classes.Names.Select(name => this with
        {
            Name = $"{Name}/{name}",
            Class = name,
            Count = classes.CountOf(name),
            Policy = Policy with { Baseline = baselines?.EntryOf(Definition.Baseline!, $"{Name}/{name}") },
        })];
    }

    private static bool IsNoLimit(double? limit) => limit is double given && !(double.IsFinite(given) && given >= 0);

    private static long? CountOf(MeasurementInput generated) => generated switch
    {
        ImagesInput images => images.Images.Count,
        StatisticsInput statistics => statistics.Statistics.Count,
        _ => null,
    };

    /// <summary>The rules of a gate.</summary>
    /// <exception cref="GanGateException">They make no sense.</exception>
    internal static GatePolicy PolicyOf(GateDefinition gate)
    {
        foreach ((Func<GateDefinition, bool> broken, Sentence what) in Requirements)
        {
            if (broken(gate)) throw Usage(gate, what);
        }

        if (MetricRule.SenselessIn(gate) is Sentence senseless) throw Usage(gate, senseless);

        return new GatePolicy
        {
            MaxFid = gate.MaxFid,
            WarnFid = gate.WarnFid,
            Quarantine = gate.Quarantine is null ? null : Quarantine.Parse(gate.Quarantine),
            Limits = MetricRule.LimitsOf(gate),
            MaxRegression = gate.MaxRegression is null ? null : Allowance.Parse(gate.MaxRegression),
            Baseline = gate.Baseline is null || gate.PerClass ? null : BaselineFile.Read(gate.Baseline).EntryOf(gate.Baseline, gate.Name),
            Alpha = gate.Alpha ?? GatePolicy.DefaultAlpha,
            Confident = gate.Confident,
            ExpectCount = gate.ExpectCount,
            MaxCopies = gate.MaxCopies is null ? null : Allowance.Parse(gate.MaxCopies, "an allowed number of copies"),
        };
    }

    /// <summary>What tells sets of samples apart: gates with equal ones measure the same.</summary>
    public static object SamplesOf(GateDefinition gate, MeasurementOptions options)
    {
        options = OptionsOf(gate, options);
        return (gate.Generated, options.Selection, options.Generator, options.FileRules);
    }

    private static GanGateException Usage(GateDefinition gate, Sentence what) => new(ErrorCodes.Usage, $"gate '{gate.Name}' {what}");

    // What a gate says of itself goes before what holds for all gates of the run.
    /// <summary>How to measure a gate.</summary>
    /// <exception cref="GanGateException">GG2001: it has a seed and nothing is drawn, or says how a generator is sampled but not how often.</exception>
    internal static MeasurementOptions OptionsOf(GateDefinition gate, MeasurementOptions options)
    {
        MeasurementOptions own = options with
        {
            Protocol = gate.Protocol ?? options.Protocol,
            Feature = gate.Feature ?? options.Feature,
            Weights = gate.Weights ?? options.Weights,
            Exclude = ExcludedFiles.Of([.. options.Exclude?.Patterns ?? [], .. gate.Exclude ?? []]),
            EveryPicture = gate.EveryPicture || options.EveryPicture,
            SampleBits = gate.SampleBits ?? options.SampleBits,
            Selection = SelectionOf(gate) ?? (options.Selection is { } all ? all with { Seed = gate.Seed ?? all.Seed } : null),
            Generator = GeneratorOf(gate, options),
        };
        return gate.Seed is null || own is { Selection.Sample: not null } or { Generator: not null }
            ? own
            : throw Usage(gate, $"has a seed ({Setting.Seed}), but nothing is drawn without {Setting.Sample} or {Setting.Num}");
    }

    private static ImageSelection? SelectionOf(GateDefinition gate) => gate is { Limit: null, Sample: null, Class: null }
        ? null
        : new ImageSelection(gate.Limit, gate.Sample, gate.Seed ?? 0, gate.Class);

    private static GeneratorOptions? GeneratorOf(GateDefinition gate, MeasurementOptions options)
    {
        int? count = gate.Num ?? options.Generator?.Count;
        if (count is not null)
        {
            GeneratorOptions made = options.Generator ?? new GeneratorOptions(count.Value);
            return made with
            {
                Count = count.Value,
                Seed = gate.Seed ?? made.Seed,
                Inputs = gate.Inputs ?? made.Inputs,
                ImageOutput = gate.ImageOutput ?? made.ImageOutput,
                Range = gate.Range ?? made.Range,
            };
        }

        return gate is { Inputs: null, ImageOutput: null, Range: null }
            ? null
            : throw Usage(gate, $"says how a generator is sampled ({Setting.Inputs}, {Setting.ImageOutput}, {Setting.Range}) but not how many samples it makes ({Setting.Num})");
    }
}
