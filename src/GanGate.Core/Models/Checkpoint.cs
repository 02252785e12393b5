using GanGate.Archives;

namespace GanGate.Models;

/// <summary>
/// Reads the tensors of a weights file, whichever it is by its content: a state dict that <c>torch.save</c> wrote, in its legacy layout
/// (pickles, then the storages one after the other) or in its zip layout (since PyTorch 1.6); a TorchScript archive; a .safetensors file.
/// Nothing in the file is executed and no element is copied: files of gigabytes are mapped.
/// </summary>
internal static class Checkpoint
{
    private const byte PickleStart = 0x80;
    private const int StartLength = 16;

    private static ReadOnlySpan<byte> ZipStart => "PK\u0003\u0004"u8;

    /// <summary>Reads a weights file.</summary>
    /// <returns>The tensors by name, in the order of the file.</returns>
    /// <exception cref="GanGateException">It is missing (GG2002), cannot be read (GG2012) or is no file of plain tensors (GG3004).</exception>
    public static OrderedDictionary<string, TorchTensor> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw GanGateException.Missing(path);
        }

        try
        {
            return Read(FileMap.Open(path), path);
        }
        catch (InvalidDataException exception)
        {
            throw Invalid(path, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the bytes of a weights file.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>The tensors by name, in the order of the file.</returns>
    /// <exception cref="GanGateException">It is no file of plain tensors (GG3004).</exception>
    public static OrderedDictionary<string, TorchTensor> Read(FileMap file, string name)
    {
        try
        {
            ReadOnlySpan<byte> start = file.Slice(0, (int)Math.Min(StartLength, file.Length)).Span;
            return start.StartsWith(ZipStart) ? Tensors(TorchZipLayout.Read(file))
                : SafetensorsLayout.Begins(start) ? SafetensorsLayout.Read(file)
                : start is [PickleStart, ..] ? Tensors(TorchLegacyLayout.Read(file))
                : throw new InvalidDataException("it is in none of the layouts that torch.save, TorchScript and safetensors write");
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw Invalid(name, exception is EndOfStreamException ? "the file is cut short" : exception.Message, exception);
        }
    }

    // The reason may quote the file.
    private static GanGateException Invalid(string name, string reason, Exception exception) => new(
        ErrorCodes.CheckpointInvalid,
        $"'{name}' is not a readable checkpoint: {string.Concat(reason.Select(character => char.IsControl(character) ? '?' : character))}",
        exception);

    private static OrderedDictionary<string, TorchTensor> Tensors(object? root)
    {
        const string Remedy = "save the state dict alone: torch.save(model.state_dict(), path)";
        if (root is TorchModule module) return module.StateDict();
        if (root is not OrderedDictionary<string, object?> entries)
        {
            throw new InvalidDataException($"it holds no dictionary of tensors; {Remedy}");
        }

        OrderedDictionary<string, TorchTensor> tensors = [];
        foreach ((string key, object? value) in entries)
        {
            tensors.Add(key, value as TorchTensor ?? throw new InvalidDataException($"its entry '{key}' is not a tensor; {Remedy}"));
        }

        return tensors;
    }
}
