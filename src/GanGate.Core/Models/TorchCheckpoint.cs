namespace GanGate.Models;

/// <summary>
/// Reads the tensors of a state dict that <c>torch.save</c> wrote, in its legacy layout (pickles, then the storages one after the other)
/// or in its zip layout (since PyTorch 1.6). Nothing in the file is executed, and no storage is made that the file is too short for.
/// </summary>
internal static class TorchCheckpoint
{
    private const byte PickleStart = 0x80;
    private const int BufferSize = 64 * 1024;

    private static ReadOnlySpan<byte> ZipStart => "PK\u0003\u0004"u8;

    /// <summary>Reads a checkpoint file.</summary>
    /// <returns>The tensors by name, in the order of the file.</returns>
    /// <exception cref="GanGateException">It is missing (GG2002) or is no checkpoint of plain tensors (GG3004).</exception>
    public static OrderedDictionary<string, TorchTensor> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw GanGateException.Missing(path);
        }

        try
        {
            using FileStream stream = InputFile.OpenWhole(path, BufferSize);
            return Read(stream, path);
        }
        catch (InvalidDataException exception)
        {
            throw new GanGateException(ErrorCodes.CheckpointInvalid, $"'{path}' is not a readable checkpoint: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GanGateException(ErrorCodes.SourceUnreadable, $"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="stream">Seekable, at its start.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <returns>The tensors by name, in the order of the file.</returns>
    /// <exception cref="GanGateException">It is no checkpoint of plain tensors (GG3004).</exception>
    public static OrderedDictionary<string, TorchTensor> Read(Stream stream, string name)
    {
        try
        {
            Span<byte> start = stackalloc byte[ZipStart.Length];
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            object? root = start.SequenceEqual(ZipStart) ? TorchZipLayout.Read(stream)
                : length > 0 && start[0] == PickleStart ? TorchLegacyLayout.Read(stream)
                : throw new InvalidDataException("it is in neither of the layouts that torch.save writes");
            return Tensors(root);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            // The message may quote the file.
            string message = exception is EndOfStreamException ? "the file is cut short" : exception.Message;
            string reason = string.Concat(message.Select(character => char.IsControl(character) ? '?' : character));
            throw new GanGateException(ErrorCodes.CheckpointInvalid, $"'{name}' is not a readable checkpoint: {reason}", exception);
        }
    }

    private static OrderedDictionary<string, TorchTensor> Tensors(object? root)
    {
        const string Remedy = "save the state dict alone: torch.save(model.state_dict(), path)";
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
