namespace GanGate.Images;

/// <summary>One image cannot be decoded. The message is the reason alone; the caller knows the name.</summary>
public sealed class ImageDecodingException(string reason, Exception? inner = null) : Exception(reason, inner);
