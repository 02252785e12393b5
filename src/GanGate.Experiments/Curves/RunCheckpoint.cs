using System.Globalization;

namespace GanGate.Curves;

/// <summary>A checkpoint in a run's folder: samples, or what makes or sums them up, named by a step.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Step">The last number in its name.</param>
/// <param name="Written">When it was last written, in UTC.</param>
internal sealed record RunCheckpoint(string Name, string Path, long Step, DateTime Written)
{
    private static readonly string[] Files = [".npz", ".zip", ".onnx"];

    /// <summary>The checkpoints of a folder, by rising steps.</summary>
    /// <exception cref="GanGateException">GG2092: there are none, or two of one step; GG2012: the folder cannot be read.</exception>
    public static IReadOnlyList<RunCheckpoint> In(string folder)
    {
        try
        {
            RunCheckpoint[] found = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                .Where(entry => entry.Name[0] != '.' && (entry is DirectoryInfo || Files.Contains(entry.Extension.ToLowerInvariant())))
                .Select(entry => (Entry: entry, Step: StepOf(entry)))
                .Where(entry => entry.Step is not null)
                .Select(entry => new RunCheckpoint(entry.Entry.Name, entry.Entry.FullName, entry.Step!.Value, entry.Entry.LastWriteTimeUtc))
                .OrderBy(checkpoint => checkpoint.Step).ThenBy(checkpoint => checkpoint.Name, StringComparer.Ordinal)];
            return RequireSteps(folder, found);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"the run '{folder}' cannot be read: {failure.Message}", failure);
        }
    }

    private static RunCheckpoint[] RequireSteps(string folder, RunCheckpoint[] found)
    {
        if (found.Length == 0)
        {
            throw new GanGateException(
                ErrorCodes.CheckpointsNotFound,
                $"the run '{folder}' holds no checkpoints: folders of samples or files ({string.Join(' ', Files)}) "
                + "with a step in their names, such as step-1000");
        }

        return found.GroupBy(checkpoint => checkpoint.Step).FirstOrDefault(step => step.Count() > 1) is { } twice
            ? throw new GanGateException(
                ErrorCodes.CheckpointsNotFound,
                FormattableString.Invariant($"the run '{folder}' has two checkpoints of step {twice.Key}: ")
                + string.Join(" and ", twice.Take(2).Select(checkpoint => $"'{checkpoint.Name}'")))
            : found;
    }

    private static long? StepOf(FileSystemInfo entry)
    {
        string name = entry is DirectoryInfo ? entry.Name : System.IO.Path.GetFileNameWithoutExtension(entry.Name);
        int end = name.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        int start = name.AsSpan(0, end).LastIndexOfAnyExceptInRange('0', '9') + 1;
        return long.TryParse(name.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : null;
    }
}
