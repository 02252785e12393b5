using System.CommandLine;
using GanGate.Disturbances;
using GanGate.Gating;
using GanGate.Settings;
using GanGate.Tool.Commands;

namespace GanGate.Tool.Help;

/// <summary>Options that a command's help shows together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Settings">The settings that they are made of.</param>
internal sealed record OptionGroup(string Title, params Setting[] Settings)
{
    private const string Faults = "Faults";

    /// <summary>The groups in their order; what is in none is shown as more.</summary>
    public static IReadOnlyList<OptionGroup> All { get; } =
    [
        new("What is measured",
            Setting.Config, Setting.Gate, Setting.Generated, Setting.Reference, Setting.Against, Setting.Limit, Setting.Sample, Setting.Class, Setting.Seed,
            Setting.PerClass, Setting.N, Setting.Samples, Setting.Length, Setting.Shard, Setting.WithFeatures, Setting.NoRecurse, Setting.Exclude,
            Setting.EveryPicture, Setting.SampleBits, Setting.MetricNames, Setting.Fid, Setting.Kid, Setting.InceptionScore, Setting.Ind, Setting.Prc,
            Setting.Sfid, Setting.FdInfinity),
        new("A generator",
            Setting.Num, Setting.ZSize, Setting.Latent, Setting.Truncation, Setting.Labels, Setting.LabelCount, Setting.Inputs, Setting.ImageOutput,
            Setting.Range, Setting.Layout, Setting.Quantize),
        new("Training",
            Setting.Out, Setting.Resume, Setting.Network, Setting.Original, Setting.Steps, Setting.Size, Setting.Crop, Setting.Filters, Setting.MiniBatch,
            Setting.DRate, Setting.GRate, Setting.CriticSteps, Setting.Optimiser, Setting.DPower, Setting.GPower, Setting.WeightDecay,
            Setting.TrainingSeed, Setting.EvalEvery, Setting.EvalSamples, Setting.CheckpointEvery, Setting.Patience, Setting.NoKeep, Setting.Ngrams,
            Setting.Runs, Setting.Rules, Setting.Rates, Setting.GridSteps, Setting.Modes),
        new(Faults, Setting.Only, Setting.ContaminateWith, Setting.Contamination, Setting.SwirlRadius, Setting.FaultSamples),
        new("Rules",
        [
            Setting.MaxFid, Setting.WarnFid, .. MetricRule.Limits.Select(limit => limit.Setting), Setting.MaxJsd, Setting.WarnJsd, Setting.Baseline,
            Setting.MaxRegression, Setting.Alpha, Setting.Confident, Setting.Early, Setting.ExpectCount, Setting.MaxCopies, Setting.Quarantine,
            Setting.Allowance, Setting.Detect, Setting.Accept, Setting.Reason, Setting.Add, Setting.Ratchet,
        ]),
        new("Reports",
            Setting.Output, Setting.Json, Setting.JsonFile, Setting.Report, Setting.MarkdownFile, Setting.Junit, Setting.History, Setting.Plot, Setting.Grid,
            Setting.Grids, Setting.Ci, Setting.Comment, Setting.CiPrepare),
        new("The network",
            Setting.Protocol, Setting.Feature, Setting.Weights, Setting.Device, Setting.EpLibrary, Setting.BatchSize, Setting.Threads,
            Setting.CacheFeatures, Setting.ReferenceCache, Setting.Speed, Setting.Libraries, Setting.As),
        new("More"),
    ];

    /// <summary>The group of an option.</summary>
    public static OptionGroup Of(Option option) =>
        All.FirstOrDefault(group => group.Settings.Any(setting => SettingOptions.NameOf(setting) == option.Name))
        ?? (IsLevels(option) ? All.Single(group => group.Title == Faults) : All[^1]);

    /// <summary>Options of this group in its order.</summary>
    public IEnumerable<Option> Sorted(IEnumerable<Option> options) =>
        options.OrderBy(option => Array.FindIndex(Settings, setting => SettingOptions.NameOf(setting) == option.Name));

    private static bool IsLevels(Option option) =>
        DisturbanceKind.All.Any(kind => SettingOptions.NameOf(Setting.LevelsOf(kind.Name)) == option.Name);
}
