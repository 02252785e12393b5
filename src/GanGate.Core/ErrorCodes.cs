namespace GanGate;

/// <summary>The codes of GanGate's messages. A code keeps its meaning for ever; new ones take the next free number.</summary>
internal static class ErrorCodes
{
#pragma warning disable CS1591 // The title says what each one means.
    public static readonly ErrorCode LimitExceeded = new("GG1001", 1, "The score is above the limit");
    public static readonly ErrorCode Regressed = new("GG1002", 1, "The score is worse than the baseline allows");

    // Warnings, but for the copies: their exit code is that of a passed gate.
    public static readonly ErrorCode CountUnexpected = new("GG1003", 0, "The number of samples is not the expected one");
    public static readonly ErrorCode CountsDiffer = new("GG1004", 0, "Few samples, and not as many as the baseline's");
    public static readonly ErrorCode DuplicateSamples = new("GG1005", 0, "Samples repeat each other");
    public static readonly ErrorCode CopiesOfReference = new("GG1006", 1, "Too many samples are copies of reference images");
    public static readonly ErrorCode FewSamples = new("GG1007", 0, "Fewer samples than twice the features");

    public static readonly ErrorCode WarningLimitExceeded = new("GG1008", 0, "A score is above the warning limit");
    public static readonly ErrorCode Quarantined = new("GG1009", 0, "A gate is in quarantine");
    public static readonly ErrorCode EarlyCannotHelp = new("GG1010", 0, "An early answer cannot help");

    public static readonly ErrorCode VarietyMayGo = new("GG1011", 0, "The limit lets half of the variety go, or all of it");
    public static readonly ErrorCode GoodSamplesSuspect = new("GG1012", 0, "Samples that are called good do not look so");
    public static readonly ErrorCode ShownAsAsked = new("GG1019", 0, "A gate passed, and the build asked to be shown it");

    // Of the metrics beside the distance, and of the assertions in tests.
    public static readonly ErrorCode KernelDistanceAboveLimit = new("GG1020", 1, "The kernel distance is above the limit");
    public static readonly ErrorCode InceptionScoreBelowLimit = new("GG1021", 1, "The Inception Score is below the limit");
    public static readonly ErrorCode PrecisionBelowLimit = new("GG1022", 1, "The precision is below the limit");
    public static readonly ErrorCode RecallBelowLimit = new("GG1023", 1, "The recall is below the limit");
    public static readonly ErrorCode DensityBelowLimit = new("GG1025", 1, "The density is below the limit");
    public static readonly ErrorCode CoverageBelowLimit = new("GG1026", 1, "The coverage is below the limit");
    public static readonly ErrorCode DiscrepancyAboveLimit = new("GG1027", 1, "CMMD is above the limit");
    public static readonly ErrorCode OutsideTolerance = new("GG1024", 1, "The score is not within the tolerance");

    public static readonly ErrorCode Usage = new("GG2001", 2, "The command line is wrong");
    public static readonly ErrorCode SourceMissing = new("GG2002", 2, "A source does not exist");
    public static readonly ErrorCode SourceEmpty = new("GG2003", 2, "A source holds no images");
    public static readonly ErrorCode TooFewImages = new("GG2004", 2, "A source holds fewer than two images");
    public static readonly ErrorCode CorruptImages = new("GG2005", 2, "Images could not be decoded");
    public static readonly ErrorCode StatisticsInvalid = new("GG2006", 2, "A statistics file is not valid");
    public static readonly ErrorCode ProtocolNotNamed = new("GG2007", 2, "No protocol is named");
    public static readonly ErrorCode BaselineInvalid = new("GG2008", 2, "A baseline is not valid");
    public static readonly ErrorCode ConfigurationInvalid = new("GG2009", 2, "A configuration file is not valid");
    public static readonly ErrorCode OutputUnwritable = new("GG2010", 2, "An output cannot be written");
    public static readonly ErrorCode NotFinite = new("GG2011", 2, "Values are not finite");
    public static readonly ErrorCode SourceUnreadable = new("GG2012", 2, "A source cannot be read");
    public static readonly ErrorCode DimensionMismatch = new("GG2013", 2, "Statistics have different dimensions");
    public static readonly ErrorCode ArchiveInvalid = new("GG2014", 2, "An array archive (.npz) is not valid");
    public static readonly ErrorCode CountsNotComparable = new("GG2015", 2, "Counts are too small and too different to compare");
    public static readonly ErrorCode NotFetched = new("GG2016", 2, "A file is only the pointer of one in Git LFS");
    public static readonly ErrorCode TextInvalid = new("GG2090", 2, "A text is not UTF-8");
    public static readonly ErrorCode TooFewLines = new("GG2091", 2, "A text has fewer lines than samples are wanted");
    public static readonly ErrorCode CheckpointsNotFound = new("GG2092", 2, "A run holds no checkpoints");
    public static readonly ErrorCode CurvesNotComparable = new("GG2093", 2, "Curves do not compare");
    public static readonly ErrorCode CurveInvalid = new("GG2094", 2, "A curve is not valid");

    // Of builds; the task that reports them does not load this library.
    public static readonly ErrorCode BuildSettingInvalid = new("GG2030", 2, "A setting of the build is not valid");
    public static readonly ErrorCode GateNameInvalid = new("GG2031", 2, "A gate of the build needs another name");
    public static readonly ErrorCode NoBaselineToAccept = new("GG2032", 2, "No gate of the build names a baseline");

    public static readonly ErrorCode RecordOfAnother = new("GG2140", 2, "The record of a gate is of another measurement");

    public static readonly ErrorCode ClassesDiffer = new("GG2020", 2, "The classes of the two sides do not fit together");
    public static readonly ErrorCode EarlyResult = new("GG2021", 2, "An early result cannot be a baseline");

    public static readonly ErrorCode WorseWithoutReason = new("GG2022", 2, "A worse baseline needs a reason");

    public static readonly ErrorCode ActualValueInvalid = new("GG2035", 2, "A constraint was given something that is no score");
    public static readonly ErrorCode AssertionLimitInvalid = new("GG2036", 2, "The limit of an assertion is not possible");
    public static readonly ErrorCode MetricNeedsImages = new("GG2037", 2, "The metric needs images, not statistics");
    public static readonly ErrorCode ImagesChanged = new("GG2038", 2, "Images changed after they were measured");

    public static readonly ErrorCode HistoryInvalid = new("GG2080", 2, "A history is not valid");
    public static readonly ErrorCode CommentLeftOut = new("GG2081", 0, "The comment on a pull request is left out");

    public static readonly ErrorCode SourceChanged = new("GG2040", 2, "A source changed while it was being read");
    public static readonly ErrorCode ImageFileInvalid = new("GG2041", 2, "A file of images is not valid");
    public static readonly ErrorCode SelectionImpossible = new("GG2042", 2, "A selection of images is not possible");
    public static readonly ErrorCode GeneratorInvalid = new("GG2043", 2, "A generator cannot be sampled");
    public static readonly ErrorCode GeneratorOutputInvalid = new("GG2044", 2, "A generator's samples are no images");
    public static readonly ErrorCode ShardsMismatch = new("GG2045", 2, "Shards do not make a whole");
    public static readonly ErrorCode ShardAlone = new("GG2046", 2, "A shard is not the whole");

    public static readonly ErrorCode PicturesPassedOver = new("GG2050", 0, "Pictures that cannot be read were passed over");
    public static readonly ErrorCode FirstPictureTaken = new("GG2051", 0, "Files hold several pictures, of which the first is taken");
    public static readonly ErrorCode PicturesUnread = new("GG2052", 2, "A source holds pictures that cannot be read");
    public static readonly ErrorCode FewLevelsLeft = new("GG2053", 0, "Few levels are left of samples of 16 bits");

    public static readonly ErrorCode TrainingDiverged = new("GG2060", 2, "A training diverged");
    public static readonly ErrorCode CheckpointMissing = new("GG2061", 2, "There is no checkpoint to go on from");
    public static readonly ErrorCode TooFewToTrain = new("GG2062", 2, "Too few images to train on");

    public static readonly ErrorCode TooFewToContaminate = new("GG2100", 2, "The second set has too few images");

    public static readonly ErrorCode ProtocolMismatch = new("GG3001", 2, "Statistics were made under another protocol");
    public static readonly ErrorCode ProtocolUnknown = new("GG3002", 2, "The protocol is not known");
    public static readonly ErrorCode ModelMissing = new("GG3003", 3, "The protocol's model is not on this machine");
    public static readonly ErrorCode CheckpointInvalid = new("GG3004", 3, "A weights file is not a readable checkpoint");
    public static readonly ErrorCode CheckpointMismatch = new("GG3005", 3, "A checkpoint does not fit the network");
    public static readonly ErrorCode DownloadFailed = new("GG3006", 3, "The model could not be downloaded");
    public static readonly ErrorCode ModelCorrupt = new("GG3007", 3, "A model file has the wrong content");
    public static readonly ErrorCode LogitsUnavailable = new("GG3008", 2, "The metric needs a classifier's logits");
    public static readonly ErrorCode ExtractorInvalid = new("GG3009", 2, "A custom extractor is not valid");
    public static readonly ErrorCode FeaturesAveraged = new("GG3020", 0, "Features are means over the positions of maps");
    public static readonly ErrorCode ModelUnreadable = new("GG3021", 2, "A file is no ONNX model, or not a whole one");

    public static readonly ErrorCode NativeLibraryMissing = new("GG4001", 3, "ONNX Runtime or another native library cannot be loaded");
    public static readonly ErrorCode TimedOut = new("GG4002", 124, "The time limit was reached");
    public static readonly ErrorCode DeviceUnavailable = new("GG4003", 3, "The device is not available");

    public static readonly ErrorCode DotNetMissing = new("GG4010", 3, "No dotnet command was found for the build");
    public static readonly ErrorCode RuntimeMissing = new("GG4011", 3, "The .NET 10 runtime is missing");
    public static readonly ErrorCode PlatformUnsupported = new("GG4012", 3, "There are no native libraries for this platform");
    public static readonly ErrorCode ToolMissing = new("GG4013", 3, "The tool of the build's package is missing");
    public static readonly ErrorCode ProviderUnusable = new("GG4014", 3, "The GPU's provider library cannot be used");
    public static readonly ErrorCode GpuPassedOver = new("GG4015", 0, "The processor is used although a GPU was to be had");
    public static readonly ErrorCode DevicesDiffer = new("GG4016", 0, "The two sides were measured on different devices");
    public static readonly ErrorCode DeviceFailed = new("GG4017", 3, "The GPU failed during a measurement");
    public static readonly ErrorCode OutOfMemory = new("GG4018", 3, "The memory ran out");

    public static readonly ErrorCode Internal = new("GG9001", 70, "GanGate failed by its own fault");
#pragma warning restore CS1591
}
