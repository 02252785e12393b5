using System.CommandLine;
using GanGate.Images;
using GanGate.Measuring;
using GanGate.Settings;

namespace GanGate.Tool.Commands;

/// <summary>The options that say under which protocol images are measured, and on what.</summary>
internal sealed class NetworkOptionSet
{
    private readonly Option<string?> _protocol = Setting.Protocol.ToText();
    private readonly Option<string?> _feature = Setting.Feature.ToText();
    private readonly Option<string?> _weights = Setting.Weights.ToText();
    private readonly Option<string?> _device = Setting.Device.ToText();
    private readonly Option<string?> _epLibrary = Setting.EpLibrary.ToText();
    private readonly Option<int?> _batchSize = Setting.BatchSize.ToCount();
    private readonly Option<int?> _threads = Setting.Threads.ToCount();
    private readonly Option<bool> _cacheFeatures = Setting.CacheFeatures.ToSwitch();
    private readonly Option<bool> _noRecurse = Setting.NoRecurse.ToSwitch();
    private readonly Option<string[]> _exclude = Setting.Exclude.ToTexts();
    private readonly Option<bool> _everyPicture = Setting.EveryPicture.ToSwitch();
    private readonly Option<int?> _sampleBits = Setting.SampleBits.ToCount();

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All =>
        [_protocol, _feature, _weights, _device, _epLibrary, _batchSize, _threads, _cacheFeatures, _noRecurse, _exclude, _everyPicture, _sampleBits];

    /// <summary>Those that say how images are measured, and not with how many threads.</summary>
    public IEnumerable<Option> OfImages => All.Where(option => option != _threads);

    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Options.Add(option);
    }

    /// <summary>The options as given.</summary>
    public MeasurementOptions Read(ParseResult parsed, IProgress<MeasurementProgress>? progress)
    {
        MeasurementOptions defaults = new();
        return defaults with
        {
            Protocol = parsed.GetValue(_protocol),
            Feature = parsed.GetValue(_feature),
            Weights = parsed.GetValue(_weights),
            Device = parsed.GetValue(_device) ?? defaults.Device,
            EpLibrary = parsed.GetValue(_epLibrary),
            BatchSize = parsed.GetValue(_batchSize),
            Threads = parsed.GetValue(_threads),
            CacheFeatures = parsed.GetValue(_cacheFeatures),
            Recurse = !parsed.GetValue(_noRecurse),
            Exclude = ExcludedFiles.Of(parsed.GetValue(_exclude)),
            EveryPicture = parsed.GetValue(_everyPicture),
            SampleBits = parsed.GetValue(_sampleBits) ?? defaults.SampleBits,
            Progress = progress,
        };
    }
}
