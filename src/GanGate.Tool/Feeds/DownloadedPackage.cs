using GanGate.Models;

namespace GanGate.Tool.Feeds;

/// <summary>A package on its way into a temporary file, which is gone when it is closed.</summary>
internal sealed class DownloadedPackage : FileStream
{
    private readonly string _feed;
    private readonly IProgress<ModelDownloadProgress>? _progress;

    private DownloadedPackage(string path, string feed, IProgress<ModelDownloadProgress>? progress)
        : base(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous) =>
        (_feed, _progress) = (feed, progress);

    /// <summary>Why it could not be written. Who downloads takes that for a fault of the network.</summary>
    public GanGateException? Trouble { get; private set; }

    /// <summary>An empty one.</summary>
    /// <param name="feed">Whose package it is.</param>
    /// <param name="progress">Told what has arrived; how much there is nobody says.</param>
    /// <exception cref="GanGateException">GG2010: the temporary folder cannot take it.</exception>
    public static DownloadedPackage Create(string feed, IProgress<ModelDownloadProgress>? progress)
    {
        try
        {
            return new DownloadedPackage(Path.Combine(Path.GetTempPath(), $"gangate-{Path.GetRandomFileName()}.nupkg"), feed, progress);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(failure);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);

            // Else a full disk shows when nobody looks any more.
            await base.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Trouble = Unwritable(failure);
            throw;
        }

        _progress?.Report(new ModelDownloadProgress(Position, 0, _feed));
    }

    private static GanGateException Unwritable(Exception failure) => new(
        ErrorCodes.OutputUnwritable,
        $"the temporary folder '{Path.GetTempPath()}' cannot take the package: {failure.Message} (TMPDIR names another folder)",
        failure);
}
