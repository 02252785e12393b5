using System.CommandLine;
using GanGate.Images;
using GanGate.Measuring;

namespace GanGate.Tool.Commands;

/// <summary>The options that say under which protocol images are measured, and on what.</summary>
internal sealed class NetworkOptionSet
{
    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = "Extractor and preprocessing: ttur, pytorch-fid, clean (these also as ttur-float16 and so on), pyramid, or a path to an ONNX "
            + "file. Not needed when a statistics file names its own.",
        HelpName = "protocol",
    };

    private readonly Option<string?> _feature = new("--feature")
    {
        Description = "Which Inception features: 64, 192, 768 or 2048.",
        HelpName = "depth",
    };

    private readonly Option<string?> _weights = new("--weights")
    {
        Description = "Other weights of the same network: a name from the model store, or a .pth file.",
        HelpName = "name",
    };

    private readonly Option<string> _device = new("--device")
    {
        Description = "auto, cpu or cuda[:N].",
        HelpName = "device",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string?> _epLibrary = new("--ep-library")
    {
        Description = "ONNX Runtime's CUDA provider library, for --device cuda and auto; GANGATE_EP_LIBRARY by default.",
        HelpName = "file",
    };

    private readonly Option<int?> _batchSize = Numbers.Positive("--batch-size", "Images per pass of the network.");

    private readonly Option<int?> _threads = Numbers.Positive("--threads", "Threads to use; one per core by default.");

    private readonly Option<bool> _cacheFeatures = new("--cache-features")
    {
        Description = "Keep the features of single images in the folder of the model store, and take those that are there already.",
    };

    private readonly Option<bool> _noRecurse = new("--no-recurse") { Description = "Take the images of a folder's first level only." };

    private readonly Option<string[]> _exclude = new("--exclude")
    {
        Description = "Leave out files that match this pattern, written as in .gitignore ('grid-*', 'thumbs/'); may be given more than once.",
        HelpName = "pattern",
    };

    private readonly Option<bool> _everyPicture = new("--every-picture")
    {
        Description = "Refuse sources with pictures of kinds that cannot be read (.avif, .heic, ...), instead of a warning.",
    };

    private readonly Option<int?> _sampleBits = Numbers.Positive(
        "--sample-bits", "How many bits of samples of 16 bits hold a value (12 of many scanners and X-ray machines); the upper 8 of them are kept.");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
            [_protocol, _feature, _weights, _device, _epLibrary, _batchSize, _threads, _cacheFeatures, _noRecurse,
                _exclude, _everyPicture, _sampleBits])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The options as given.</summary>
    public MeasurementOptions Read(ParseResult parsed, IProgress<MeasurementProgress>? progress) => new()
    {
        Protocol = parsed.GetValue(_protocol),
        Feature = parsed.GetValue(_feature),
        Weights = parsed.GetValue(_weights),
        Device = parsed.GetValue(_device)!,
        EpLibrary = parsed.GetValue(_epLibrary),
        BatchSize = parsed.GetValue(_batchSize),
        Threads = parsed.GetValue(_threads),
        CacheFeatures = parsed.GetValue(_cacheFeatures),
        Recurse = !parsed.GetValue(_noRecurse),
        Exclude = ExcludedFiles.Of(parsed.GetValue(_exclude)),
        EveryPicture = parsed.GetValue(_everyPicture),
        SampleBits = parsed.GetValue(_sampleBits) ?? 16,
        Progress = progress,
    };
}
