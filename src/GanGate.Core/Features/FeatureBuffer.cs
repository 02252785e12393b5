using System.Runtime.InteropServices;

namespace GanGate.Features;

/// <summary>
/// The features of a set of known size, kept as float32 while it is measured: in memory, or in a temporary file when they are large.
/// </summary>
internal sealed class FeatureBuffer : IDisposable
{
    // 50,000 images of 2048 features are 400 MB.
    private const long MemoryLimit = 1L << 30;

    private readonly int _length;
    private readonly float[]? _memory;
    private readonly FileStream? _file;
    private MappedFloats? _mapped;
    private int _filled;

    private FeatureBuffer(int length, long memoryLimit)
    {
        _length = length;
        if ((long)length * sizeof(float) <= memoryLimit)
        {
            _memory = GC.AllocateUninitializedArray<float>(length);
            return;
        }

        string path = Path.Combine(Path.GetTempPath(), $"gangate-{Guid.NewGuid():N}.features");
        try
        {
            _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 20, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(failure);
        }
    }

    /// <summary>The most images whose features can be kept.</summary>
    /// <param name="dimension">Features of each.</param>
    public static int MostRows(int dimension) => Array.MaxLength / dimension;

    /// <summary>Makes room for a set.</summary>
    /// <param name="rows">Images.</param>
    /// <param name="dimension">Features of each.</param>
    /// <param name="memoryLimit">Bytes above which a temporary file is used.</param>
    /// <returns>null for more than 2,147,483,647 values (a million images of 2048 features), which are not kept.</returns>
    public static FeatureBuffer? For(int rows, int dimension, long memoryLimit = MemoryLimit) =>
        rows <= MostRows(dimension) ? new FeatureBuffer(rows * dimension, memoryLimit) : null;

    /// <summary>The same where the features must be kept.</summary>
    /// <exception cref="GanGateException">GG2001: they are too many.</exception>
    public static FeatureBuffer Of(int rows, int dimension)
    {
        RequireRoom(rows, dimension);
        return For(rows, dimension)!;
    }

    /// <summary>Refuses more images than those whose features can be kept.</summary>
    /// <exception cref="GanGateException">GG2001: they are too many.</exception>
    public static void RequireRoom(long rows, int dimension)
    {
        if (rows > MostRows(dimension))
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                FormattableString.Invariant($"{rows:N0} images are too many to look at each: at {dimension} features those of ")
                + FormattableString.Invariant($"{MostRows(dimension):N0} at most can be kept, so take fewer"));
        }
    }

    /// <summary>Takes the next rows.</summary>
    /// <exception cref="GanGateException">GG2010: the temporary folder is full.</exception>
    public void Add(ReadOnlySpan<float> rows)
    {
        if (_memory is not null)
        {
            rows.CopyTo(_memory.AsSpan(_filled));
        }
        else
        {
            Unmap();
            try
            {
                _file!.Write(MemoryMarshal.AsBytes(rows));
            }
            catch (IOException failure)
            {
                throw Unwritable(failure);
            }
        }

        _filled += rows.Length;
    }

    /// <summary>The rows so far; valid until more are added or the buffer is disposed of.</summary>
    public ReadOnlyMemory<float> Values => _memory is not null ? _memory.AsMemory(0, _filled) : Map();

    private ReadOnlyMemory<float> Map()
    {
        try
        {
            return (_mapped ??= new MappedFloats(_file!, _filled)).Memory;
        }
        catch (IOException failure)
        {
            throw Unwritable(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unmap();
        _file?.Dispose();
    }

    private void Unmap()
    {
        ((IDisposable?)_mapped)?.Dispose();
        _mapped = null;
    }

    private static GanGateException Unwritable(Exception failure) => new(
        ErrorCodes.OutputUnwritable,
        $"the features do not fit into memory, and the temporary folder '{Path.GetTempPath()}' cannot take them: {failure.Message}",
        failure);
}
